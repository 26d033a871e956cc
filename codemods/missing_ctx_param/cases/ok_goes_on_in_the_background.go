package load

import "context"

func start(id string) {
	go get(context.Background(), id)
}

// Show shows.
func Show(ctx context.Context, id string) error {
	start(id)
	return nil
}

func get(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
