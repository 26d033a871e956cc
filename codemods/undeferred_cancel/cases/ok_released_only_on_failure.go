package fetch

import "context"

type loop struct{ cancel context.CancelFunc }

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

// What the result is at the end cannot be told.
func perhaps(ctx context.Context) (err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer func() {
		if err != nil {
			cancel()
		}
	}()
	return work(ctx)
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
