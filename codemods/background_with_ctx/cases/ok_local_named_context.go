package store

import (
	"context"
)

type fake struct{}

func (fake) Background() Ctx { return nil }

type Ctx = context.Context

func Copy(ctx context.Context, key string) ([]byte, error) {
	var context fake
	return load(context.Background(), key)
}

func load(ctx context.Context, key string) ([]byte, error) {
	<-ctx.Done()
	return []byte(key), ctx.Err()
}
