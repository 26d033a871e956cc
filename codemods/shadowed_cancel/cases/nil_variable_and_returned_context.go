package search

import (
	"context"
	"time"
)

func search(ctx context.Context, limit time.Duration) context.Context {
	var cancel context.CancelFunc
	if limit > 0 {
		short, cancel := context.WithTimeout(ctx, limit) // want none "would cut that off"
		if ask(short) != nil {
			cancel()
			return ctx
		}
		ctx = short
	}
	if cancel != nil {
		defer cancel()
	}
	return ctx
}

func ask(ctx context.Context) error { return ctx.Err() }
