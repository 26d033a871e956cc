package store

import (
	"context"
)

func Copy(_ context.Context, key string) ([]byte, error) {
	return load(context.Background(), key) // want unsafe "load gets"
}

func load(ctx context.Context, key string) ([]byte, error) {
	<-ctx.Done()
	return []byte(key), ctx.Err()
}

func Paste(_ctx context.Context, key string) ([]byte, error) {
	return load(context.Background(), key) // want unsafe "load gets"
}
