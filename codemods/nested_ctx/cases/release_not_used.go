package fetch

import (
	"context"
	"time"
)

func fetch(ctx context.Context, names []string) {
	for range names {
		ctx, _ = context.WithTimeout(ctx, time.Second) // want none "_ is not a variable"
		_ = work(ctx)
	}
}

func work(ctx context.Context) error { return ctx.Err() }
