package web

import (
	"context"
)

func watch(ctx context.Context, id string) {
	go notify(context.Background(), id)
	<-ctx.Done()
}

func deferred(ctx context.Context) {
	defer func() {
		go notify(context.Background(), "a")
	}()
	defer watch(ctx, "b")
}

func notify(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
