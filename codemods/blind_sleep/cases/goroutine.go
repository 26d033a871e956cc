package scan

import (
	"context"
	"sync"
	"time"
)

// start runs until the context ends, and for a minute more.
func start(ctx context.Context, scan func(context.Context)) {
	go func() {
		for {
			scan(ctx)
			time.Sleep(time.Minute) // want unsafe "each round still waits"
		}
	}()
}

func workers(ctx context.Context, n int, work func(context.Context)) *sync.WaitGroup {
	var wg sync.WaitGroup
	for range n {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for ctx.Err() == nil {
				work(ctx)
				time.Sleep(time.Minute) // want unsafe "the function still waits to the end"
			}
		}()
	}
	return &wg
}
