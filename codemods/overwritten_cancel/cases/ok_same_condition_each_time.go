package load

import "context"

func test(ctx context.Context, work func(context.Context), check func() bool, withLoad bool) {
	with := withLoad
	var cancel context.CancelFunc
	if with {
		ctx, cancel = context.WithCancel(context.Background())
		defer func() {
			if ctx.Err() == nil {
				cancel()
			}
		}()
		go work(ctx)
	}
	if !check() {
		return
	}
	if with {
		cancel()
	}
	if with {
		ctx, cancel = context.WithCancel(context.Background())
		go work(ctx)
	}
	check()
	if with {
		cancel()
	}
}
