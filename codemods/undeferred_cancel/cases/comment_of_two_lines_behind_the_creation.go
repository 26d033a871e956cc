package fetch

import "context"

func fetch(parent context.Context) error {
	ctx, _ := context.WithCancel(parent) /* // want safe "not released|discarded"
	   and no other */
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
