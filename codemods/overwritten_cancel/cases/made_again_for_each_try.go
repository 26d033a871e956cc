package fetch

import (
	"context"
	"time"
)

// The deferred literal releases the last only.
func fetch(parent context.Context, tries int) (err error) {
	ctx, cancel := context.WithTimeout(parent, time.Second) // want safe "assigned again on line 16"
	defer func() { cancel() }()
	for range tries {
		if err = work(ctx); err == nil {
			return nil
		}
		ctx, cancel = context.WithTimeout(parent, time.Minute) // want safe "assigned again in the next iteration"
	}
	return work(ctx)
}

// The one before is still in use.
func chained(parent context.Context, tries int) (err error) {
	ctx, cancel := context.WithCancel(parent) // want safe "assigned again"
	defer func() { cancel() }()
	for range tries {
		if err = work(ctx); err == nil {
			return nil
		}
		ctx, cancel = context.WithTimeout(ctx, time.Minute) // want none "assigned again in the next iteration"
	}
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
