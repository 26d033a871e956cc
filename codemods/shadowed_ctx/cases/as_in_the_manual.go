package p

import (
	"context"
	"log"
	"time"
)

func within(ctx context.Context, limit time.Duration) error {
	if limit > 0 {
		ctx, cancel := context.WithTimeout(ctx, limit) // want unsafe "line 15 goes on with the outer one"
		defer cancel()
		log.Printf("limit %v: %v", limit, ctx)
	}
	return fetch(ctx)
}

func fetch(ctx context.Context) error { return ctx.Err() }
