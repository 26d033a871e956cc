package fetch

import "context"

type maker func(context.Context) (context.Context, context.CancelCauseFunc, error)

func run(parent context.Context, begin maker) error {
	ctx, _, err := begin(parent) // want unsafe "discarded"
	if err != nil {
		return err
	}
	return work(ctx)
}

func twice(parent context.Context) error {
	begin := func() (context.Context, context.CancelFunc) { return context.WithCancel(parent) }
	ctx, cancel := begin()
	defer cancel()
	if err := work(ctx); err != nil {
		return err
	}
	ctx2, _ := begin() // want unsafe "discarded"
	return work(ctx2)
}

func work(ctx context.Context) error { return ctx.Err() }
