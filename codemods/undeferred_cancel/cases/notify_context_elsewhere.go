package fetch

import (
	"context"
	"os"
	"os/signal"
)

func Run(parent context.Context) error {
	ctx, _ := signal.NotifyContext(parent, os.Interrupt) // want unsafe "not released|discarded"
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
