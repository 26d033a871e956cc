package fetch

import "context"

func fetch(parent context.Context, quick bool) {
	ctx, cancel := context.WithCancel(parent) // want safe "not released|end"
	if quick {
		cancel()
		return
	}
	work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
