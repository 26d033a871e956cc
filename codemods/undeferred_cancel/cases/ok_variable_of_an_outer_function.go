package fetch

import "context"

func fetch(parent context.Context) error {
	ctx := parent
	var cancel context.CancelFunc = func() {}
	defer func() { cancel() }()
	renew := func() {
		cancel()
		ctx, cancel = context.WithCancel(parent)
	}
	renew()
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
