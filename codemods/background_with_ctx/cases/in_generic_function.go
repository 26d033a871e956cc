package store

import (
	"context"
)

func Copy[K ~string](ctx context.Context, key K) ([]byte, error) {
	return load(context.Background(), string(key)) // want unsafe "load gets"
}

func load(ctx context.Context, key string) ([]byte, error) {
	<-ctx.Done()
	return []byte(key), ctx.Err()
}
