package web

import (
	"context"
)

func Save(ctx context.Context, ctx2 context.Context, id string) {
	if ctx.Err() == nil && ctx2.Err() == nil {
		go notify(context.Background(), id)
	}
}

func notify(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
