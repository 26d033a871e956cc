package search

import "context"

func search(parent context.Context, cautious bool) error {
	var cancel context.CancelCauseFunc
	if cautious {
		ctx, cancel := context.WithCancelCause(parent) // want unsafe "cancel"
		if err := ask(ctx); err != nil {
			cancel(err)
			return err
		}
	}
	if cancel != nil {
		defer cancel(nil)
	}
	return ask(parent)
}

func ask(ctx context.Context) error { return ctx.Err() }
