package fetch

import "context"

func fetch(parent context.Context) error {
	ctx, cancel := context.WithCancel(parent)
	stop := cancel
	defer stop()
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
