package store

import (
	"context"
)

func init() {
	load(context.Background(), "a")
}

func Fresh(key string) ([]byte, error) {
	return load(context.Background(), key)
}

func load(ctx context.Context, key string) ([]byte, error) {
	<-ctx.Done()
	return []byte(key), ctx.Err()
}
