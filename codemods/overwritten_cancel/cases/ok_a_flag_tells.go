package fetch

import (
	"context"
	"sync"
)

type compactor struct {
	running bool
	state   int
	wg      sync.WaitGroup
}

// The flag is set where the release is made, and asked before it is called.
func (c *compactor) run(ctx context.Context, leads <-chan bool) {
	var runCtx context.Context
	var stop context.CancelFunc
	for {
		select {
		case <-ctx.Done():
			if stop != nil {
				stop()
			}
			return
		case is := <-leads:
			if is {
				if !c.running {
					runCtx, stop = context.WithCancel(ctx)
					c.wg.Add(1)
					go func() {
						defer c.wg.Done()
						work(runCtx)
					}()
					c.running = true
				}
			} else {
				if c.running {
					stop()
					c.wg.Wait()
					c.running = false
				}
			}
		}
	}
}

const (
	idle = iota
	busy
)

func (c *compactor) step(ctx context.Context, ticks <-chan int) {
	var workCtx context.Context
	var stop context.CancelFunc
	for range ticks {
		switch c.state {
		case idle:
			workCtx, stop = context.WithCancel(ctx)
			work(workCtx)
			c.state = busy
		case busy:
			stop()
			c.state = idle
		}
	}
	if stop != nil {
		stop()
	}
}

func work(ctx context.Context) error { return ctx.Err() }
