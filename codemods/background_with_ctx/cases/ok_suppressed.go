package store

import (
	"context"
)

func Copy(ctx context.Context, key string) ([]byte, error) {
	//ctxmend:ignore background-with-ctx it is a test
	return load(context.Background(), key)
}

func load(ctx context.Context, key string) ([]byte, error) {
	<-ctx.Done()
	return []byte(key), ctx.Err()
}
