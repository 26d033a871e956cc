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

// Who was reached before the end is saved.
func round(ctx context.Context, s store, ping func(context.Context) []string) {
	seen := ping(ctx)
	ended := ctx.Err()
	if ended == nil {
		seen = append(seen, ping(ctx)...)
	}
	err := retry(ctx, func(ctx context.Context) error {
		if s == nil {
			return errBusy
		}
		return s.Save(context.TODO(), seen)
	})
	if err != nil {
		log.Print(err)
		return
	}
	if ended != nil {
		return
	}
	log.Print("round is over")
}
