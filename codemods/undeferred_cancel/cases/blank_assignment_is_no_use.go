package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context) error {
	ctx, cancel := context.WithTimeout(parent, time.Second) // want safe "not released|never"
	_ = cancel
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
