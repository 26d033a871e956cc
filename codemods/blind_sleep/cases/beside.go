package refresh

import (
	"context"
	"log/slog"
	"sync"
	"time"
)

type cache struct{ n int }

func (c *cache) rotate(ctx context.Context) {
	c.n++
	slog.DebugContext(ctx, "rotated")
}

// start may be called under a context that is for starting only.
func (c *cache) start(ctx context.Context) error {
	c.rotate(ctx)
	go c.run(ctx)
	go c.count(ctx, time.Hour)
	return nil
}

// It logs with it, for as long as it goes on.
func (c *cache) run(ctx context.Context) {
	for range time.Tick(time.Hour) {
		c.rotate(ctx)
	}
}

func (c *cache) count(ctx context.Context, each time.Duration) {
	for range time.Tick(each) { // want none "uses it for nothing else, and may be meant to go on without it"
		c.n++
	}
}

type trace struct{}

func (c *cache) load(ctx context.Context) error {
	traced := context.WithValue(ctx, trace{}, c)
	return fetch(traced)
}

func fetch(ctx context.Context) error { return ctx.Err() }

func (c *cache) all(ctx context.Context) {
	var wg sync.WaitGroup
	for range 10 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			time.Sleep(time.Second) // want unsafe "the function still waits to the end"
			_ = c.load(ctx)
		}()
	}
	wg.Wait()
}
