package build

import (
	"context"
	"time"
)

type gateway struct{ calls chan string }

func (g *gateway) start(ctx context.Context, name string) error {
	select {
	case g.calls <- name:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

type client struct{ gateway *gateway }

func (c *client) build(ctx context.Context, f func(context.Context, *gateway) error) error {
	within, cancel := context.WithTimeout(ctx, time.Hour)
	defer cancel()
	return f(within, c.gateway)
}

// What is released in the end needs the session.
func invoke(ctx context.Context, c *client) error {
	mainCtx := ctx
	return c.build(context.TODO(), func(ctx context.Context, g *gateway) error {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		go func() {
			<-mainCtx.Done()
			cancel()
		}()
		defer func() { _ = g.start(context.TODO(), "release") }()
		return g.start(ctx, "run")
	})
}

func invokeAfter(ctx context.Context, c *client) error {
	return c.build(context.TODO(), func(own context.Context, g *gateway) error {
		own, cancel := context.WithCancel(own)
		defer cancel()
		stop := context.AfterFunc(ctx, cancel)
		defer stop()
		return g.start(own, "run")
	})
}

// Nothing looks at the end of the caller's here.
func run(ctx context.Context, c *client) error {
	return c.build(context.TODO(), func(ctx context.Context, g *gateway) error { // want unsafe "c.build gets"
		defer func() { _ = g.start(context.TODO(), "release") }()
		return g.start(ctx, "run")
	})
}
