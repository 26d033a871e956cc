package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context) error {
	//ctxmend:ignore undeferred-cancel the timer is all that is left behind
	ctx, _ := context.WithTimeout(parent, time.Second)
	return work(ctx)
}

func lint(parent context.Context) error {
	ctx, _ := context.WithTimeout(parent, time.Second) //nolint:govet
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
