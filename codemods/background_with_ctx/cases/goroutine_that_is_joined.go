package store

import (
	"context"
	"sync"
)

func Copy(ctx context.Context, keys []string) {
	var wg sync.WaitGroup
	for _, key := range keys {
		wg.Add(1)
		go func() {
			defer wg.Done()
			load(context.Background(), key) // want unsafe "load gets"
		}()
	}
	wg.Wait()
}

func load(ctx context.Context, key string) ([]byte, error) {
	<-ctx.Done()
	return []byte(key), ctx.Err()
}
