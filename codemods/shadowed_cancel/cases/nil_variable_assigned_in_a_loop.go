package search

import (
	"context"
	"time"
)

// Assigned instead of defined, each iteration would overwrite the release of the one before.
func search(parent context.Context, names []string) error {
	var cancel context.CancelFunc
	for range names {
		ctx, cancel := context.WithTimeout(parent, time.Second) // want none "cancel"
		if err := ask(ctx); err != nil {
			cancel()
			return err
		}
	}
	if cancel != nil {
		cancel()
	}
	return nil
}

func ask(ctx context.Context) error { return ctx.Err() }
