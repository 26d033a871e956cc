package load

import (
	"context"
	"sync"
)

type client interface {
	Push(ctx context.Context, event string) error
}

// An interruption ends the work and no worker.
func emit(ctx context.Context, c client, events <-chan string) {
	jobs := make(chan string)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		for job := range jobs {
			if err := c.Push(context.Background(), job); err != nil {
				panic(err)
			}
		}
	}()
	for {
		select {
		case <-ctx.Done():
			close(jobs)
			wg.Wait()
			return
		case e := <-events:
			jobs <- e
		}
	}
}

// All else under the same context panics too.
func emitBoth(ctx context.Context, c client, event string) {
	err := c.Push(ctx, event)
	if err != nil {
		panic(err)
	}
	err = c.Push(context.Background(), event+"!") // want unsafe "c.Push gets"
	if err != nil {
		panic(err)
	}
}
