package store

import (
	"context"
)

func Merge(first, second context.Context, key string) ([]byte, error) {
	return load(context.Background(), key)
}

func load(ctx context.Context, key string) ([]byte, error) {
	<-ctx.Done()
	return []byte(key), ctx.Err()
}
