package load

import "context"

func release(id string) error {
	return get(context.Background(), id)
}

// Show shows.
func Show(ctx context.Context, id string) error {
	if err := get(ctx, id); err != nil {
		return release(id)
	}
	return nil
}

func get(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
