package load

import "context"

func load(own context.Context, id string) error {
	if own == nil {
		own = context.Background()
	}
	return get(own, id)
}

// Show shows.
func Show(ctx context.Context, id string) error { return load(ctx, id) }

func get(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
