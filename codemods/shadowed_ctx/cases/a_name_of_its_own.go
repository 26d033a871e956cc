package fetch

import (
	"context"
	"time"
)

func fetch(reqCtx context.Context, limit time.Duration) error {
	if limit > 0 {
		reqCtx, reqCancel := context.WithTimeout(reqCtx, limit) // want unsafe "this reqCtx"
		defer reqCancel()
		_ = reqCtx
	}
	return work(reqCtx)
}

func work(ctx context.Context) error { return ctx.Err() }
