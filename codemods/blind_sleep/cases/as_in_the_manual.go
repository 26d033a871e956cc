package p

import (
	"context"
	"time"
)

func push(ctx context.Context, item string) error {
	for {
		if err := send(ctx, item); err == nil {
			return nil
		}
		time.Sleep(5 * time.Second) // want unsafe "does not look at .{3}: when that has ended, each round still waits"
	}
}

var items = make(chan string)

func send(ctx context.Context, item string) error {
	select {
	case items <- item:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
