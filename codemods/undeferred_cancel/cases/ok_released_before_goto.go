package fetch

import "context"

func fetch(parent context.Context) error {
	ctx, cancel := context.WithCancel(parent)
	err := work(ctx)
	if err != nil {
		goto failed
	}
	cancel()
	return nil
failed:
	cancel()
	return err
}

func work(ctx context.Context) error { return ctx.Err() }
