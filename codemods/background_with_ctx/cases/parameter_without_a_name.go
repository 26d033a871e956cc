package store

import (
	"context"
)

func Copy(context.Context, string) ([]byte, error) {
	return load(context.Background(), "a") // want unsafe "load gets"
}

func load(ctx context.Context, key string) ([]byte, error) {
	<-ctx.Done()
	return []byte(key), ctx.Err()
}
