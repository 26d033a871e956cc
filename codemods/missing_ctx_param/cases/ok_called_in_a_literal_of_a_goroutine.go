package load

import "context"

func load(id string) error {
	return get(context.Background(), id)
}

// Show shows.
func Show(ctx context.Context, ids []string) {
	for _, id := range ids {
		go func() {
			println(load(id))
		}()
	}
}

func get(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
