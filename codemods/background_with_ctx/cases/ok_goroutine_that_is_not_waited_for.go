package store

import (
	"context"
)

func Copy(ctx context.Context, key string) {
	go load(context.Background(), key)
	go func() {
		load(context.Background(), key)
	}()
}

func load(ctx context.Context, key string) ([]byte, error) {
	<-ctx.Done()
	return []byte(key), ctx.Err()
}
