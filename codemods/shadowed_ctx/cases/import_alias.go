package fetch

import (
	stdctx "context"
	"time"
)

func fetch(ctx stdctx.Context, limit time.Duration) error {
	if limit > 0 {
		ctx, cancel := stdctx.WithTimeout(ctx, limit) // want unsafe "goes on"
		defer cancel()
		_ = ctx
	}
	return work(ctx)
}

func work(ctx stdctx.Context) error { return ctx.Err() }
