package store

import (
	"context"
	"sync"
)

var once sync.Once

func Copy(ctx context.Context, key string) ([]byte, error) {
	once.Do(func() {
		load(context.Background(), "first")
	})
	return load(ctx, key)
}

func load(ctx context.Context, key string) ([]byte, error) {
	<-ctx.Done()
	return []byte(key), ctx.Err()
}
