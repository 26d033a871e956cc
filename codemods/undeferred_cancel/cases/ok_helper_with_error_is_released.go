package fetch

import (
	"context"
	"errors"
	"time"
)

func fetch(parent context.Context) error {
	ctx, cancel, err := bounded(parent, time.Second)
	if err != nil {
		return err
	}
	defer cancel()
	return work(ctx)
}

func inAHeader(parent context.Context) error {
	if ctx, cancel, err := bounded(parent, time.Second); err == nil {
		defer cancel()
		return work(ctx)
	}
	return nil
}

func inALoop(parent context.Context, limits []time.Duration) {
	for _, limit := range limits {
		ctx, cancel, err := bounded(parent, limit)
		if err != nil {
			continue
		}
		work(ctx)
		cancel()
	}
}

func passedOn(parent context.Context) (context.Context, context.CancelFunc, error) {
	return bounded(parent, time.Minute)
}

func bounded(parent context.Context, limit time.Duration) (context.Context, context.CancelFunc, error) {
	if limit < 0 {
		return nil, nil, errors.New("negative limit")
	}
	ctx, cancel := context.WithTimeout(parent, limit)
	return ctx, cancel, nil
}

func work(ctx context.Context) error { return ctx.Err() }
