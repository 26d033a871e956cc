package load

import "context"

func load(id string) error {
	return get(context.Background(), id)
}

var loader = load

// Show shows.
func Show(ctx context.Context, id string) error {
	if loader != nil {
		return load(id)
	}
	return nil
}

func get(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
