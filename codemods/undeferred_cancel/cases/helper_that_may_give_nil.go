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
	ctx, _ := limited(parent, limit) // want safe "discarded"
	return work(ctx)
}

func fetchOrFail(parent context.Context, limit time.Duration) error {
	ctx, stop := limited(parent, limit) // want safe "stop is not called when line 23 returns"
	if err := ctx.Err(); err != nil {
		return err
	}
	err := work(ctx)
	if stop != nil {
		stop()
	}
	return err
}

// Named results that only some ways set.
func named(parent context.Context, limit time.Duration) (ctx context.Context, cancel context.CancelFunc) {
	ctx = parent
	if limit > 0 {
		ctx, cancel = context.WithTimeout(parent, limit)
	}
	return
}

func fetchNamed(parent context.Context, limit time.Duration) error {
	ctx, stop := named(parent, limit) // want unsafe "stop is not called when line 44 returns"
	if err := ctx.Err(); err != nil {
		return err
	}
	if stop != nil {
		stop()
	}
	return nil
}

// And a variable.
func set(ctx context.Context, limit time.Duration) (context.Context, context.CancelFunc) {
	var cancel context.CancelFunc
	if limit > 0 {
		ctx, cancel = context.WithTimeout(ctx, limit)
	}
	return ctx, cancel
}

func fetchSet(ctx context.Context, limit time.Duration) error {
	ctx, _ = set(ctx, limit) // want safe "discarded"
	return work(ctx)
}

// What it gives goes through others.
func through(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := set(ctx, time.Second)
	return ctx, cancel
}

func fetchThrough(ctx context.Context, urls []string) (failed int) {
	for range urls {
		ctx, _ := through(ctx) // want unsafe "discarded"
		if work(ctx) != nil {
			failed++
		}
	}
	return failed
}

func fetchInHeader(ctx context.Context) error {
	if ctx, _ := set(ctx, time.Second); ctx.Err() == nil { // want none "call it where what set gives is not nil"
		return work(ctx)
	}
	return nil
}

// On all ways: it is set in every branch.
func either(ctx context.Context, limit time.Duration) (context.Context, context.CancelFunc) {
	var cancel context.CancelFunc
	if limit > 0 {
		ctx, cancel = context.WithTimeout(ctx, limit)
	} else {
		ctx, cancel = context.WithCancel(ctx)
	}
	return ctx, cancel
}

func fetchEither(ctx context.Context, limit time.Duration) error {
	ctx, _ = either(ctx, limit) // want safe "discarded"
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
