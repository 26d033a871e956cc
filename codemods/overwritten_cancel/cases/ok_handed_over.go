package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context) error {
	var all []context.CancelFunc
	ctx, cancel := context.WithTimeout(parent, time.Second)
	all = append(all, cancel)
	work(ctx)
	ctx, cancel = context.WithTimeout(parent, time.Minute)
	all = append(all, cancel)
	defer func() {
		for _, cancel := range all {
			cancel()
		}
	}()
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
