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
