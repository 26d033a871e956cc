package fetch

import (
	"context"
	"log"
	"time"
)

func fetch(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		return nil
	}
}

func run(ctx context.Context, n int) error {
	if n > 0 {
		ctx, _ := context.WithTimeout(ctx, time.Second) // want unsafe "line 23 goes on with the outer one"
		log.Print(ctx)
	}
	return fetch(ctx)
}

// This one is for the block.
func inBlock(ctx context.Context, n int) error {
	if n > 0 {
		ctx, _ := context.WithTimeout(ctx, time.Second)
		if err := fetch(ctx); err != nil {
			return err
		}
	}
	return fetch(ctx)
}

// A function sees the outer one.
func captured(ctx context.Context, n int) error {
	ask := func() error { return fetch(ctx) }
	if n > 0 {
		ctx, _ := context.WithTimeout(ctx, time.Second) // want none "if the functions that capture it may see that"
		log.Print(ctx)
	}
	if err := ask(); err != nil {
		return err
	}
	return fetch(ctx)
}
