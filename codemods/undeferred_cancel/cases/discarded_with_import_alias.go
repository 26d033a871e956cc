package fetch

import (
	stdctx "context"
	"time"
)

func fetch(ctx stdctx.Context) error {
	ctx, _ = stdctx.WithTimeout(ctx, time.Second) // want safe "not released|discarded"
	return work(ctx)
}

func work(ctx stdctx.Context) error { return ctx.Err() }
