package load

import "context"

func load(id string) error {
	ctx := context.Background() // want unsafe "load makes"
	if err := get(ctx, id); err != nil {
		return err
	}
	return get(ctx, id)
}

// Show shows.
func Show(ctx context.Context, id string) error {
	return load(id)
}

func get(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
