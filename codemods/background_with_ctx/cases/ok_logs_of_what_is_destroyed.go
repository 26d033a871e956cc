package kill

import (
	"context"
	"errors"
	"fmt"
	"log"
	"time"
)

type worker interface {
	List(ctx context.Context) ([]string, error)
	DestroyGroup(ctx context.Context, group string) error
}

// saveLogs gives the name under which they can be found.
func saveLogs(ctx context.Context, id string) (string, error) {
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case <-time.After(time.Second):
	}
	if id == "" {
		return "", errors.New("no logs")
	}
	return id + ".log", nil
}

func kill(ctx context.Context, w worker, group string) error {
	ids, err := w.List(ctx)
	if err != nil {
		return fmt.Errorf("listing %s: %w", group, err)
	}
	for _, id := range ids {
		name, err := saveLogs(context.Background(), id)
		if err == nil {
			log.Print("saved ", name)
		} else {
			log.Print(err)
		}
	}
	return w.DestroyGroup(ctx, group)
}
