package load

import "context"

func newContext() (context.Context, context.CancelFunc) {
	return context.WithCancel(context.Background())
}

// Show shows.
func Show(ctx context.Context, id string) error {
	own, cancel := newContext()
	defer cancel()
	return get(own, id)
}

func get(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
