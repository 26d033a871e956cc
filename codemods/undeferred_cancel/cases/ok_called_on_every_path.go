package fetch

import "context"

func fetch(parent context.Context) error {
	ctx, cancel := context.WithCancel(parent)
	if err := work(ctx); err != nil {
		cancel()
		return err
	}
	err := work(ctx)
	cancel()
	return err
}

func work(ctx context.Context) error { return ctx.Err() }
