package loop

import (
	"context"
	"time"
)

type queue struct{}

func (queue) Put(ctx context.Context, key string) error { return ctx.Err() }

func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

func Later(ctx context.Context, q queue) error {
	if err := sleep(ctx, time.Second); err != nil {
		return err
	}
	return q.Put(context.Background(), "later") // want unsafe "instead of the context ctx"
}

func short(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	<-ctx.Done()
	return nil
}

func Behind(ctx context.Context, q queue) error {
	if err := short(ctx); err != nil {
		return err
	}
	return q.Put(context.Background(), "behind") // want unsafe "instead of the context ctx"
}
