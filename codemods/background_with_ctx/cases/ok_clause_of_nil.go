package store

import "context"

func fetch(ctx context.Context, get func(context.Context) error) error {
	switch ctx {
	case nil:
		return get(context.Background())
	default:
		return get(ctx)
	}
}

func run(ctx context.Context) error {
	missing := ctx == nil
	if missing {
		return work(context.Background())
	}
	switch any(ctx).(type) {
	case nil:
		return work(context.Background())
	default:
		return work(ctx)
	}
}

func work(ctx context.Context) error { return ctx.Err() }
