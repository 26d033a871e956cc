package restore

import (
	"context"
	"sync"
)

// A weighted semaphore, as golang.org/x/sync has it: Release panics where nothing is held.
type semaphore interface {
	Acquire(ctx context.Context, n int64) error
	Release(n int64)
}

func restore(ctx context.Context, slots semaphore, names []string, load func(context.Context, string)) {
	var group sync.WaitGroup
	for _, name := range names {
		group.Add(1)
		go func() {
			defer group.Done()
			_ = slots.Acquire(context.Background(), 1)
			defer slots.Release(1)
			load(ctx, name)
		}()
	}
	group.Wait()
}
