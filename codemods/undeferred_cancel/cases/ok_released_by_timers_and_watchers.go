package fetch

import (
	"context"
	"time"
)

type state func(context.Context) state

func machine(parent context.Context, s state) {
	for s != nil {
		ctx, cancel := context.WithTimeout(parent, time.Second)
		s = s(ctx)
		cancel()
	}
}

func limited(parent context.Context, limit time.Duration) error {
	ctx, cancel := context.WithCancel(parent)
	timer := time.AfterFunc(limit, cancel)
	err := work(ctx)
	timer.Stop()
	return err
}

func watched(parent context.Context, beats <-chan struct{}) error {
	ctx, cancel := context.WithCancel(parent)
	go func() {
		for {
			select {
			case <-beats:
			case <-time.After(time.Second):
				cancel()
				return
			case <-ctx.Done():
				return
			}
		}
	}()
	return work(ctx)
}

func first(parent context.Context, a, b func(context.Context) error) error {
	ctx, cancel := context.WithCancel(parent)
	errs := make(chan error, 2)
	go func() { errs <- a(ctx) }()
	go func() { errs <- b(ctx) }()
	err := <-errs
	cancel()
	<-errs
	return err
}

func every(parent context.Context, d time.Duration, f func(context.Context)) (stop func()) {
	ctx, cancel := context.WithCancel(parent)
	go func() {
		for {
			select {
			case <-time.After(d):
				f(ctx)
			case <-ctx.Done():
				return
			}
		}
	}()
	return cancel
}

func work(ctx context.Context) error { return ctx.Err() }
