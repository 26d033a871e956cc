package store

import (
	"context"
)

func Copy(ctx context.Context, key string) ([]byte, error) {
	c := context.Background() // want unsafe "c is context.Background\(\)"
	if _, err := load(c, key); err != nil {
		return nil, err
	}
	return load(c, key)
}

func load(ctx context.Context, key string) ([]byte, error) {
	<-ctx.Done()
	return []byte(key), ctx.Err()
}
