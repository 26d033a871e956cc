package fetch

import (
	"context"
)

func run() error {
	ctx, cancel := context.WithCancel(context.Background())
	go work(ctx)
	cancel()
	return work(ctx) // want none "pass context.Background\\(\\) instead"
}

func work(ctx context.Context) error { return ctx.Err() }
