package batch

import (
	"context"
	"time"
)

type store interface {
	Upload(ctx context.Context, name string) error
}

type batch struct {
	store store
}

const stop time.Duration = -1

func next(try int) time.Duration { return time.Duration(try) * time.Second }

// again says nothing of an end that came before the last try.
func again(ctx context.Context, name string, f func(ctx context.Context, name string) error) error {
	try := 0
	if err := retry(ctx, func() error { try++; return f(ctx, name) }); err != nil {
		if next(try) == stop {
			return err
		}
	}
	return nil
}

func retry(ctx context.Context, f func() error) error {
	for try := 0; ; try++ {
		err := f()
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(next(try)):
		}
	}
}

func once(ctx context.Context, name string, f func(ctx context.Context, name string) error) error {
	if err := f(ctx, name); err != nil {
		return err
	}
	return nil
}

func (b *batch) upload(_ context.Context, name string) error {
	return b.store.Upload(context.TODO(), name)
}

func (b *batch) check(_ context.Context, name string) error {
	return b.store.Upload(context.TODO(), name+".tmp") // want unsafe "b.store.Upload gets"
}

func (b *batch) Run(ctx context.Context, name string) error {
	if err := once(ctx, name, b.check); err != nil {
		return err
	}
	return again(ctx, name, b.upload)
}
