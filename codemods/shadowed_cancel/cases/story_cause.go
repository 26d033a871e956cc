package search

import "context"

func search(parent context.Context) error {
	ctx, cancel := context.WithCancelCause(parent)
	if err := ask(ctx); err != nil {
		ctx, cancel := context.WithCancelCause(parent) // want safe "cancel"
		err = ask(ctx)
		cancel(err)
		return err
	}
	cancel(nil)
	return nil
}

func ask(ctx context.Context) error { return ctx.Err() }
