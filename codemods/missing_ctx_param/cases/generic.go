package load

import "context"

func load[K ~string](id K) error {
	return get(context.Background(), string(id)) // want unsafe "load makes"
}

// Show shows.
func Show(ctx context.Context, id string) error {
	if id == "" {
		return load[string](id)
	}
	return load(id)
}

func get(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
