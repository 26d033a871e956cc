package pipeline

import (
	"context"
	"sync"
	"time"
)

type component struct {
	updates chan int
	queue   chan int
}

func (c *component) consume(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-c.queue:
		}
	}
}

func (c *component) reload(n int) { c.queue <- n }

// The consumer has to go on as long as the producer puts something into the queue.
func (c *component) Run(ctx context.Context) error {
	var wg sync.WaitGroup
	drain, stop := context.WithCancel(context.Background())
	wg.Add(2)
	go func() {
		defer wg.Done()
		c.consume(drain)
	}()
	go func() {
		defer wg.Done()
		defer stop()
		ticker := time.NewTicker(time.Minute)
		defer ticker.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case n := <-c.updates:
				c.reload(n)
			}
		}
	}()
	wg.Wait()
	return nil
}

func (c *component) produce(ctx context.Context) error { return ctx.Err() }

// So has this one, which is stopped when the work is over.
func (c *component) RunOnce(ctx context.Context) error {
	drain, stop := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		c.consume(drain)
	}()
	err := c.produce(ctx)
	stop()
	<-done
	return err
}
