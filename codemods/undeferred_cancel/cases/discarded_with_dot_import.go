package fetch

import (
	. "context"
	"time"
)

func fetch(ctx Context) error {
	ctx, _ = WithTimeout(ctx, time.Second) // want safe "not released|discarded"
	return work(ctx)
}

func work(ctx Context) error { return ctx.Err() }
