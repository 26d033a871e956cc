package fetch

import (
	"context"
	"errors"
	"fmt"
)

type loop struct{ cancel context.CancelFunc }

type server interface {
	Start(ctx context.Context) error
}

// Where it succeeds the loop has it.
func start(ctx context.Context) (l *loop, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer func() {
		if err != nil {
			cancel()
		}
	}()
	if err := work(ctx); err != nil {
		return nil, err
	}
	return &loop{cancel: cancel}, nil
}

// Where it succeeds the caller has it.
func either(ctx context.Context) (_ context.Context, cancel context.CancelFunc, err error) {
	ctx, cancel = context.WithCancel(ctx)
	defer func() {
		if err != nil {
			cancel()
		}
	}()
	err = work(ctx)
	return ctx, cancel, err
}

// Every way on which nobody has it fails.
func always(ctx context.Context, name string) (err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer func() {
		if err != nil {
			cancel()
		}
	}()
	if name == "" {
		err = errors.New("no name")
		return
	}
	if err = work(ctx); err != nil {
		return wrap(err)
	}
	go use(ctx, cancel)
	return nil
}

// Where it succeeds, what it has started may go on.
func started(ctx context.Context, s server) (err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer func() {
		if err != nil {
			cancel()
		}
	}()
	return s.Start(ctx)
}

// As another variable tells.
func asAnotherTells(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	var err error
	defer func() {
		if err != nil {
			cancel()
		}
	}()
	if err = work(ctx); err != nil {
		return wrap(err)
	}
	go use(ctx, cancel)
	return nil
}

// The literal fails the function itself.
func failed(ctx context.Context) (err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer func() {
		if ctx.Err() != nil {
			err = ctx.Err()
		}
		if err != nil {
			cancel()
		}
	}()
	if err := work(ctx); err != nil {
		return err
	}
	return nil
}

func work(ctx context.Context) error { return ctx.Err() }

func wrap(err error) error { return fmt.Errorf("start: %w", err) }

func use(ctx context.Context, cancel func()) {
	defer cancel()
	work(ctx)
}
