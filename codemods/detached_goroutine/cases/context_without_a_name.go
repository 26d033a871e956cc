package web

import (
	"context"
)

func Save(_ context.Context, id string) {
	go notify(context.Background(), id) // want unsafe "WithoutCancel\\(ctx\\)"
}

func notify(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
