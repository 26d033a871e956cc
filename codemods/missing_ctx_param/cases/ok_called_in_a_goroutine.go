package load

import "context"

func load(id string) error {
	return get(context.Background(), id)
}

// Show shows.
func Show(ctx context.Context, id string) {
	go load(id)
}

func get(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
