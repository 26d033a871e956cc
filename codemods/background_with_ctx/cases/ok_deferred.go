package store

import (
	"context"
)

func Copy(ctx context.Context, key string) ([]byte, error) {
	defer load(context.Background(), "end")
	defer func() {
		load(context.Background(), "end")
	}()
	return load(ctx, key)
}

func load(ctx context.Context, key string) ([]byte, error) {
	<-ctx.Done()
	return []byte(key), ctx.Err()
}
