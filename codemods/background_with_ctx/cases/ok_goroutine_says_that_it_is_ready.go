package queue

import (
	"context"
	"sync"
)

type queue struct {
	stopped sync.WaitGroup
	items   chan string
}

// Start only waits until they have begun.
func (q *queue) Start(ctx context.Context, consumers int) error {
	var ready sync.WaitGroup
	for range consumers {
		ready.Add(1)
		q.stopped.Add(1)
		go func() {
			defer q.stopped.Done()
			ready.Done()
			for item := range q.items {
				consume(context.Background(), item)
			}
		}()
	}
	ready.Wait()
	return ctx.Err()
}

func consume(ctx context.Context, item string) {
	println(item, ctx.Err() == nil)
}
