package fetch

import (
	"context"
	"time"
)

type server struct{}

func (server) Shutdown(ctx context.Context) error { <-ctx.Done(); return nil }

func stop(parent context.Context, s server) error {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	work(ctx)
	cancel()
	return s.Shutdown(ctx) // want none "has ended here"
}

func work(ctx context.Context) error { return ctx.Err() }
