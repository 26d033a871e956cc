package load

import "context"

func load(ctx string) error {
	return get(context.Background(), ctx) // want none "the name ctx is taken"
}

// Show shows.
func Show(c context.Context, id string) error { return load(id) }

func get(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
