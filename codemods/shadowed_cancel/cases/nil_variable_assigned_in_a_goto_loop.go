package search

import (
	"context"
	"time"
)

func search(parent context.Context, tries int) error {
	var cancel context.CancelFunc
again:
	tries--
	if tries > 0 {
		ctx, cancel := context.WithTimeout(parent, time.Second) // want none "each iteration would overwrite"
		if err := ask(ctx); err != nil {
			cancel()
			goto again
		}
	}
	if tries > 2 {
		goto again
	}
	if cancel != nil {
		cancel()
	}
	return nil
}

func ask(ctx context.Context) error { return ctx.Err() }
