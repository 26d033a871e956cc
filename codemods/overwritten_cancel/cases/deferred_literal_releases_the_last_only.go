package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context) error {
	ctx, cancel := context.WithTimeout(parent, time.Second) // want safe "assigned again"
	work(ctx)
	ctx, cancel = context.WithTimeout(parent, time.Minute)
	defer func() { cancel() }()
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
