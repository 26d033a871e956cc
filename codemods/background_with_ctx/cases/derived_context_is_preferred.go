package store

import (
	"context"
	"time"
)

func Copy(ctx context.Context, key string) ([]byte, error) {
	short, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	if _, err := load(short, key); err != nil {
		return nil, err
	}
	return load(context.Background(), key) // want unsafe "instead of the context short"
}

func load(ctx context.Context, key string) ([]byte, error) {
	<-ctx.Done()
	return []byte(key), ctx.Err()
}
