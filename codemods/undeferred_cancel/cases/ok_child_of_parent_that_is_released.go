package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context) error {
	ctx, cancel := context.WithCancel(parent)
	defer cancel()

	short, cancelShort := context.WithTimeout(ctx, time.Second)
	if err := work(short); err != nil {
		return err
	}
	cancelShort()
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
