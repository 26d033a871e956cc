package load

import "context"

func record(id string) error {
	return get(context.Background(), id)
}

// Show shows.
func Show(ctx context.Context, id string) error {
	defer record(id)
	return get(ctx, id)
}

func get(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
