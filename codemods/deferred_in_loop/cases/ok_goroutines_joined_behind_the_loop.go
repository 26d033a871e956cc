package fetch

import (
	"context"
	"sync"
)

func fetch(parent context.Context, names []string) {
	var wg sync.WaitGroup
	for _, name := range names {
		ctx, cancel := context.WithCancel(parent)
		defer cancel()
		wg.Add(1)
		go func() {
			defer wg.Done()
			work(ctx, name)
		}()
	}
	wg.Wait()
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
