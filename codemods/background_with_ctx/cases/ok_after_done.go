package store

import (
	"context"
)

func Copy(ctx context.Context, key string) ([]byte, error) {
	<-ctx.Done()
	return load(context.Background(), key)
}

func Watch(ctx context.Context, key string, tick <-chan int) {
	for {
		select {
		case <-ctx.Done():
			load(context.Background(), key)
			return
		case <-tick:
		}
	}
}

func load(ctx context.Context, key string) ([]byte, error) {
	<-ctx.Done()
	return []byte(key), ctx.Err()
}
