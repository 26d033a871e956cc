package load

import "context"

func load(id string) error {
	return get(context.Background(), id) // want unsafe "load makes .* line 12 .* parameter ctx, and so does one function"
}

// Show shows.
func Show(ctx context.Context, id string) error {
	if err := again(id); err != nil {
		return load(id)
	}
	return nil
}

func again(id string) error { return load(id) }

func get(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
