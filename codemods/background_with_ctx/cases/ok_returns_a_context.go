package store

import (
	"context"
)

func Detach(ctx context.Context, key string) context.Context {
	return context.WithValue(context.Background(), store{}, ctx.Value(store{}))
}

type store struct{}
