package load

import "context"

func load(id string) error {
	return get(context.Background(), id) // want unsafe "load makes .* line 11 .* parameter ctx"
}

// Show shows.
func Show(ctx context.Context, id string) error {
	return load(id)
}

func get(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
