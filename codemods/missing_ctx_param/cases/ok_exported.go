package load

import "context"

// Load loads.
func Load(id string) error {
	return get(context.Background(), id)
}

// Show shows.
func Show(ctx context.Context, id string) error { return Load(id) }

func get(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
