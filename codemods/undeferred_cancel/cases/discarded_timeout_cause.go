package fetch

import (
	"context"
	"errors"
	"time"
)

var errSlow = errors.New("back end is slow")

func fetch(parent context.Context) error {
	ctx, _ := context.WithTimeoutCause(parent, time.Second, errSlow) // want safe "not released|discarded"
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
