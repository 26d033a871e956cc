package fetch

import "context"

func fetch(parent context.Context) error {
	ctx, cancel := context.WithCancel(parent) // want safe "not released|never"
	stop := func() { cancel() }
	_ = stop
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
