package session

import (
	"context"
	"time"
)

type client struct{}

func (c *client) exec(ctx context.Context) error { return ctx.Err() }

func run(ctx context.Context, c *client, limit time.Duration) error {
	//nolint:golint,lostcancel // the connection is closed when this is called
	limited, _ := context.WithTimeout(ctx, limit)
	return c.exec(limited)
}

func start(ctx context.Context, open func(context.Context) (func() error, error)) (func() error, error) {
	// Note: we don't defer cancellation of this context, because the stream is used after this.
	streamCtx, _ := context.WithCancel(ctx)
	return open(streamCtx)
}
