package load

import "context"

func load(id string) error {
	// Must not be canceled with the caller.
	return get(context.Background(), id)
}

// Show shows.
func Show(ctx context.Context, id string) error { return load(id) }

func get(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
