package fetch

import "context"

func fetch(parent context.Context, quit <-chan struct{}) <-chan error {
	ctx, cancel := context.WithCancel(parent)
	go func() {
		<-quit
		cancel()
	}()
	errs := make(chan error, 1)
	go func() { errs <- work(ctx) }()
	return errs
}

func work(ctx context.Context) error {
	<-ctx.Done()
	return ctx.Err()
}
