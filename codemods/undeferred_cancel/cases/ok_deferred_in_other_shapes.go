package fetch

import (
	"context"
	"time"
)

func neverNil(ctx context.Context, limit time.Duration) error {
	cancel := func() {}
	if limit > 0 {
		ctx, cancel = context.WithTimeout(ctx, limit)
	}
	defer cancel()
	return work(ctx)
}

func inALiteralCalledAtOnce(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	func() {
		defer cancel()
		work(ctx)
	}()
	return nil
}

func all(ctx context.Context, n int) {
	var cancels []context.CancelFunc
	defer func() {
		for _, cancel := range cancels {
			cancel()
		}
	}()
	for range n {
		one, cancel := context.WithCancel(ctx)
		cancels = append(cancels, cancel)
		work(one)
	}
}

func lastOne(ctx context.Context) {
	var cancel context.CancelFunc
	defer func() {
		if cancel != nil {
			cancel()
		}
	}()
	for range 3 {
		if cancel != nil {
			cancel()
		}
		var one context.Context
		one, cancel = context.WithTimeout(ctx, time.Second)
		work(one)
	}
}

func onFailureOrKept(ctx context.Context, keep func(func())) (err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer func() {
		if err != nil {
			cancel()
		} else {
			keep(cancel)
		}
	}()
	if err := work(ctx); err != nil {
		return err
	}
	return nil
}

func work(ctx context.Context) error { return ctx.Err() }
