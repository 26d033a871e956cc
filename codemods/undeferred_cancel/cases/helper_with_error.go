package fetch

import (
	"context"
	"errors"
	"time"
)

func fetch(parent context.Context, limit time.Duration) error {
	ctx, _, err := bounded(parent, limit) // want safe "not released|discarded"
	if err != nil {
		return err
	}
	return work(ctx)
}

func bounded(parent context.Context, limit time.Duration) (context.Context, context.CancelFunc, error) {
	if limit < 0 {
		return nil, nil, errors.New("negative limit")
	}
	ctx, cancel := context.WithTimeout(parent, limit)
	return ctx, cancel, nil
}

func work(ctx context.Context) error { return ctx.Err() }
