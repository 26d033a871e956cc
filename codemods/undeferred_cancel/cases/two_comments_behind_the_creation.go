package fetch

import "context"

func fetch(parent context.Context) error {
	ctx, _ := context.WithCancel(parent) /* of this call */ // want safe "not released|discarded"
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
