package fetch

import "context"

func kill() error {
	ctx, cancel := context.WithCancel(context.Background())
	cancel() // no time for a good-bye
	return work(ctx)
}

func work(ctx context.Context) error {
	<-ctx.Done()
	return ctx.Err()
}

func poll(ctx context.Context) error {
	canceledCtx, cancel := context.WithCancel(ctx)
	cancel()
	return work(canceledCtx)
}
