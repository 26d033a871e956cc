package fetch

import (
	"context"
)

func fetch(ctx context.Context, alone bool) error {
	if alone {
		ctx := context.Background()
		_ = ctx
	}
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
