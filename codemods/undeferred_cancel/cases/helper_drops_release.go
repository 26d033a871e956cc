package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context) error {
	return work(short(parent))
}

func short(parent context.Context) context.Context {
	ctx, _ := context.WithTimeout(parent, time.Second) // want none "not released|discarded"
	return ctx
}

func work(ctx context.Context) error { return ctx.Err() }
