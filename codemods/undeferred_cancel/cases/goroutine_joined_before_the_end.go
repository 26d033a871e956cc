package fetch

import (
	"context"
	"sync"
	"time"
)

func fetch(parent context.Context, names []string) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want safe "not released|discarded"
	var wg sync.WaitGroup
	for _, name := range names {
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
