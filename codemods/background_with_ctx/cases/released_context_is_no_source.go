package store

import (
	"context"
	"time"
)

func Copy(ctx context.Context, key string) ([]byte, error) {
	short, cancel := context.WithTimeout(ctx, time.Second)
	_, err := load(short, key)
	cancel()
	if err != nil {
		return nil, err
	}
	return load(context.Background(), key) // want unsafe "instead of the context ctx"
}

func load(ctx context.Context, key string) ([]byte, error) {
	<-ctx.Done()
	return []byte(key), ctx.Err()
}
