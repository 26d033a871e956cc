package fetch

import (
	"context"
	"errors"
	"time"
)

func fetch(parent context.Context) error {
	ctx, cancel, err := limited(parent)
	if err != nil {
		ctx, cancel = context.WithCancel(parent)
	}
	defer cancel()
	return work(ctx)
}

func limited(parent context.Context) (context.Context, context.CancelFunc, error) {
	if parent.Err() != nil {
		return nil, nil, errors.New("too late")
	}
	ctx, cancel := context.WithTimeout(parent, time.Second)
	return ctx, cancel, nil
}

func work(ctx context.Context) error { return ctx.Err() }
