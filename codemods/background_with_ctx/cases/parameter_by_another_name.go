package store

import (
	"context"
)

func Copy(parent context.Context, key string) ([]byte, error) {
	return load(context.Background(), key) // want unsafe "instead of the context parent"
}

func load(ctx context.Context, key string) ([]byte, error) {
	<-ctx.Done()
	return []byte(key), ctx.Err()
}
