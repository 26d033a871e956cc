package load

import "context"

func load(string, int) error {
	return get(context.Background(), "id") // want unsafe "load makes"
}

// Show shows.
func Show(ctx context.Context, id string) error { return load(id, 1) }

func get(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
