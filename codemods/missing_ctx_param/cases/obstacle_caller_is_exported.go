package load

import "context"

func load(id string) error {
	return get(context.Background(), id) // want none "stays because the caller on line 15 has no context to pass: Load is exported"
}

// Show shows.
func Show(ctx context.Context, id string) error {
	return load(id)
}

// Load loads.
func Load(id string) error { return load(id) }

func get(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
