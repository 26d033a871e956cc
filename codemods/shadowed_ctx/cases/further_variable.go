package fetch

import "context"

func limited(ctx context.Context) (context.Context, context.CancelFunc, error) {
	ctx, cancel := context.WithCancel(ctx)
	return ctx, cancel, nil
}

func fetch(ctx context.Context, stop bool) error {
	if stop {
		ctx, cancel, err := limited(ctx) // want none "assign the outer variable instead"
		if err != nil {
			return err
		}
		defer cancel()
		_ = ctx
	}
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
