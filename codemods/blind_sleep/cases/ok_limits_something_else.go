package export

import (
	"context"
	"errors"
	"time"
)

type backend interface {
	Write(ctx context.Context, id string, data []byte) error
}

// Each has a limit of its own.
func each(b backend, ids []string) error {
	for _, id := range ids {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		err := b.Write(ctx, id, nil)
		cancel()
		if err != nil {
			return err
		}
		time.Sleep(time.Second)
	}
	return nil
}

// The limit is for the first alone.
func first(b backend, ids []string, next func(string) bool) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if len(ids) == 0 {
		return errors.New("none")
	}
	if err := b.Write(ctx, ids[0], nil); err != nil {
		return err
	}
	for _, id := range ids[1:] {
		for !next(id) {
			time.Sleep(time.Second)
		}
	}
	return nil
}

// Nothing ends it before the function does.
func whole(b backend, ids []string) error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	for _, id := range ids {
		if err := b.Write(ctx, id, nil); err != nil {
			return err
		}
		time.Sleep(time.Second)
	}
	return nil
}
