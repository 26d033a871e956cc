package fetch

import (
	"context"
	"sync"
)

func fetch(parent context.Context, names []string) {
	for _, name := range names {
		ctx, cancel := context.WithCancel(parent)
		defer cancel() // want safe "deferred in a loop"
		var wg sync.WaitGroup
		wg.Add(1)
		go func() {
			defer wg.Done()
			work(ctx, name)
		}()
		wg.Wait()
		println(name)
	}
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
