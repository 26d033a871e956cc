package load

import (
	"context"
	"time"
)

func load(id string) error {
	return get(context.Background(), id) // want unsafe "load makes"
}

// Show shows.
func Show(ctx context.Context, id string) error {
	gctx, cancel := context.WithTimeout(ctx, time.Second)
	err := get(gctx, id)
	cancel()
	if err != nil {
		return err
	}
	lctx, lcancel := context.WithTimeout(ctx, time.Second)
	defer lcancel()
	if id == "" {
		return get(lctx, id)
	}
	return load(id)
}

func get(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
