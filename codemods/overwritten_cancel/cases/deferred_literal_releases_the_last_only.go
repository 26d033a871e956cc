package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context) error {
	ctx, cancel := context.WithTimeout(parent, time.Second) // want safe "assigned again"
	defer func() { cancel() }()
	work(ctx)
	ctx, cancel = context.WithTimeout(parent, time.Minute)
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
