package store

import (
	"context"
)

func Copy(ctx context.Context, key string) ([]byte, error) {
	// TODO: pass the context on
	return load(context.TODO(), key) // want unsafe "load gets context.TODO\(\)"
}

func load(ctx context.Context, key string) ([]byte, error) {
	<-ctx.Done()
	return []byte(key), ctx.Err()
}
