package fetch

import (
	"context"
	"time"
)

func deferred(ctx context.Context, limit time.Duration) error {
	cancel := func() {}
	if limit > 0 {
		ctx, cancel = context.WithTimeout(ctx, limit) // want safe "line 14 returns"
	}
	if err := work(ctx); err != nil {
		return err
	}
	defer cancel()
	return work(ctx)
}

// That does something else.
func other(ctx context.Context, limit time.Duration) error {
	cancel := func() { println("no limit") }
	if limit > 0 {
		ctx, cancel = context.WithTimeout(ctx, limit) // want none "line 27 returns.*may hold something else"
	}
	if err := work(ctx); err != nil {
		return err
	}
	defer cancel()
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
