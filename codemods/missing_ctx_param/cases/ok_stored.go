package load

import "context"

type loader struct{ stop context.CancelFunc }

func newLoader() *loader {
	ctx, cancel := context.WithCancel(context.Background())
	go get(ctx, "a")
	return &loader{stop: cancel}
}

// Show shows.
func Show(ctx context.Context, id string) error {
	l := newLoader()
	defer l.stop()
	return get(ctx, id)
}

func get(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
