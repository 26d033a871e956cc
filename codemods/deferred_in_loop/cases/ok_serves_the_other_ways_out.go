package compact

import (
	"context"
	"errors"
	"sync"
	"time"
)

type job struct{ size int }

type compactor struct {
	jobs    []job
	workers int
}

// Each pass releases its context before the next, or behind the last one: the defer is for the errors in between.
func (c *compactor) compact(ctx context.Context) error {
	for {
		workCtx, workCancel := context.WithCancel(ctx)
		defer workCancel()
		queue := make(chan job)
		errs := make(chan error, c.workers)
		var wg sync.WaitGroup
		for range c.workers {
			wg.Add(1)
			go func() {
				defer wg.Done()
				for j := range queue {
					if err := j.run(workCtx); err != nil {
						errs <- err
						return
					}
				}
			}()
		}
		if err := c.sync(ctx); err != nil {
			return err
		}
		if c.jobs == nil {
			return errors.New("no jobs")
		}
		for _, j := range c.jobs {
			queue <- j
		}
		close(queue)
		wg.Wait()
		close(errs)
		workCancel()
		if err := <-errs; err != nil {
			return err
		}
		if len(c.jobs) == 0 {
			break
		}
	}
	return nil
}

func (c *compactor) sync(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Second):
		c.jobs = c.jobs[1:]
		return nil
	}
}

func (j job) run(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Duration(j.size) * time.Millisecond):
		return nil
	}
}
