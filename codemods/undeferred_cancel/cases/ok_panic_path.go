package fetch

import "context"

func fetch(parent context.Context, n int) error {
	ctx, cancel := context.WithCancel(parent)
	if n < 0 {
		panic("negative count")
	}
	err := work(ctx)
	cancel()
	return err
}

func work(ctx context.Context) error { return ctx.Err() }
