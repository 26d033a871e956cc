package fetch

import (
	"context"
	"time"
)

func limited(parent context.Context, limit time.Duration) (context.Context, context.CancelFunc) {
	if limit == 0 {
		return parent, nil
	}
	return context.WithTimeout(parent, limit)
}

func fetch(parent context.Context, limit time.Duration) error {
	ctx, _ := limited(parent, limit) // want none "call it where what limited gives is not nil"
	return work(ctx)
}

func checked(parent context.Context, limit time.Duration) (context.Context, context.CancelFunc, error) {
	if err := parent.Err(); err != nil {
		return nil, nil, err
	}
	ctx, cancel := context.WithTimeout(parent, limit)
	return ctx, cancel, nil
}

// This one is nil only beside an error.
func fetchChecked(parent context.Context, limit time.Duration) error {
	ctx, _, err := checked(parent, limit) // want safe "discarded"
	if err != nil {
		return err
	}
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
