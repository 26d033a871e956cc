package store

import (
	"context"
)

type conn interface {
	Close(ctx context.Context) error
	Shutdown(ctx context.Context) error
}

func Stop(ctx context.Context, c conn) error {
	_, err := load(context.Background(), "stop")
	return err
}

func Copy(ctx context.Context, c conn) error {
	if _, err := load(ctx, "a"); err != nil {
		return c.Close(context.Background())
	}
	return c.Shutdown(context.Background())
}

func load(ctx context.Context, key string) ([]byte, error) {
	<-ctx.Done()
	return []byte(key), ctx.Err()
}
