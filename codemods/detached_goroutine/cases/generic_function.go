package web

import (
	"context"
)

func Save[T ~string](ctx context.Context, ids []T) {
	for _, id := range ids {
		if ctx.Err() == nil {
			go notify(context.Background(), string(id)) // want unsafe "WithoutCancel"
		}
	}
}

func notify(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
