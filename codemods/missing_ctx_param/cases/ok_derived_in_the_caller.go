package load

import "context"

func load(id string) error { return get(context.Background(), id) }

// Show shows.
func Show(id string) error {
	ctx := context.Background()
	if err := get(ctx, id); err != nil {
		return err
	}
	return load(id)
}

func get(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
