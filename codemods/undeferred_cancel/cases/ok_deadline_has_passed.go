package serve

import (
	"context"
	"time"
)

type conn struct{ name string }

func (c *conn) read(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		println(c.name)
		return nil
	}
}

func gone(ctx context.Context) context.Context {
	ctx, _ = context.WithDeadline(ctx, time.Unix(0, 0))
	return ctx
}

var gones []context.Context

func keep(ctx context.Context) {
	ctx, _ = context.WithTimeout(ctx, -time.Second)
	gones = append(gones, ctx)
}

func zero(ctx context.Context) (context.Context, *conn) {
	ctx, _ = context.WithDeadline(ctx, time.Time{})
	return ctx, &conn{name: "zero"}
}

// The caller's parent ends it.
func later(ctx context.Context, at time.Time) context.Context {
	// Who serves will end the parent, which ends this one, so discarding cancel here should be safe.
	ctx, _ = context.WithDeadline(ctx, at)
	return ctx
}
