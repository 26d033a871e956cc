package heartbeat

import (
	"context"
	"errors"
	"log"
	"time"
)

type store interface {
	Save(ctx context.Context, seen []string) error
}

var errBusy = errors.New("busy")

func retry(ctx context.Context, f func(ctx context.Context) error) error {
	var err error
	for range 3 {
		if err = f(ctx); !errors.Is(err, errBusy) {
			break
		}
		select {
		case <-time.After(time.Second):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return err
}

func round(ctx context.Context, s store, ping func(context.Context) []string) {
	seen := ping(ctx)
	if err := ctx.Err(); err != nil {
		log.Print(err)
		return
	}
	err := retry(ctx, func(ctx context.Context) error {
		return s.Save(context.TODO(), seen) // want unsafe "after the caller has given up"
	})
	if err != nil {
		log.Print(err)
	}
}
