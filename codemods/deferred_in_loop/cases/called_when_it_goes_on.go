package fetch

import (
	"context"
	"time"
)

func poll(parent context.Context, done chan struct{}) error {
	for {
		ctx, cancel := context.WithTimeout(parent, time.Second)
		defer cancel() // want safe "the deferred calls of all iterations pile up"
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-done:
			cancel()
			continue
		}
	}
}

// These are but a few.
func try(parent context.Context, tries int) (err error) {
	for range tries {
		ctx, cancel := context.WithTimeout(parent, time.Second)
		defer cancel()
		if err = work(ctx); err == nil {
			return nil
		}
		cancel()
	}
	return err
}

func work(ctx context.Context) error { return ctx.Err() }
