package load

import "context"

func load(id string) error {
	ctx, cancel := context.WithCancel(context.Background()) // want unsafe "load makes"
	defer cancel()
	return get(ctx, id)
}

// Show shows.
func Show(ctx context.Context, id string) error { return load(id) }

func get(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
