package fetch

import "context"

func deferred(parent context.Context) error {
	ctx, cancel := context.WithCancel(parent)
	stop := func() {
		println("stop")
		cancel()
	}
	defer stop()
	return work(ctx)
}

func called(parent context.Context) error {
	ctx, cancel := context.WithCancel(parent)
	err := work(ctx)
	func() { cancel() }()
	return err
}

func passedOn(parent context.Context, atExit func(func())) error {
	ctx, cancel := context.WithCancel(parent)
	atExit(func() { cancel() })
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
