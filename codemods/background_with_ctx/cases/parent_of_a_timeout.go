package store

import (
	"context"
	"time"
)

func Copy(ctx context.Context, key string) ([]byte, error) {
	short, cancel := context.WithTimeout(context.Background(), time.Second) // want unsafe "context.WithTimeout gets"
	defer cancel()
	return load(short, key)
}

func load(ctx context.Context, key string) ([]byte, error) {
	<-ctx.Done()
	return []byte(key), ctx.Err()
}
