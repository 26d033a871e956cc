package sync

import (
	"context"
	"time"
)

// push tries again until it works.
func push(ctx context.Context, item string) error {
	for {
		err := send(ctx, item)
		if err == nil {
			return nil
		}
		println(err.Error())
		time.Sleep(5 * time.Second) // want unsafe "^time.Sleep\\(5 \\* time.Second\\) does not look at .{3}: when that has ended, each round still waits to the end$"
	}
}

func send(ctx context.Context, item string) error {
	println(item)
	return ctx.Err()
}
