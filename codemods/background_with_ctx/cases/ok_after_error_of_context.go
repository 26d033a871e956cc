package store

import (
	"context"
)

func Copy(ctx context.Context, key string) ([]byte, error) {
	if ctx.Err() != nil {
		return load(context.Background(), key)
	}
	return load(ctx, key)
}

func load(ctx context.Context, key string) ([]byte, error) {
	<-ctx.Done()
	return []byte(key), ctx.Err()
}
