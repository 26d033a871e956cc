package search

import (
	"context"
	"time"
)

func search(parent context.Context, tries int) error {
	ctx, cancel := context.WithTimeout(parent, 2*time.Second)
	err := ask(ctx)
	for i := 0; err != nil && i < tries; i++ {
		ctx, cancel := context.WithTimeout(parent, time.Second) // want safe "cancel"
		err = ask(ctx)
		cancel()
		if i == tries-1 {
			return err
		}
	}
	cancel()
	return nil
}

func ask(ctx context.Context) error { return ctx.Err() }
