package fetch

import "context"

// The deferred call runs after a release that is deferred at the creation, and would find ctx canceled.
func fetch(ctx context.Context) error {
	defer func() { save(ctx) }()
	ctx, _ = context.WithCancel(ctx) // want none "the function deferred on line 7 uses it when all is over"
	return work(ctx)
}

func save(ctx context.Context) error { return ctx.Err() }

func work(ctx context.Context) error { return ctx.Err() }
