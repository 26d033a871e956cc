package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context) error {
	ctx, cancel := context.WithCancel(parent)
	defer cancel()

	short, _ := context.WithTimeout(ctx, time.Second) // want safe "not released|discarded"
	if err := work(short); err != nil {
		return err
	}
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
