package fetch

import (
	"context"
	"sync"
)

// The first that fails ends the others; if none does, nobody releases it.
func all(parent context.Context, n int) error {
	ctx, cancel := context.WithCancel(parent) // want safe "not called when line 25 returns"
	var wg sync.WaitGroup
	errs := make(chan error, n)
	for range n {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if err := work(ctx); err != nil {
				errs <- err
				cancel()
			}
		}()
	}
	wg.Wait()
	close(errs)
	return <-errs
}

// Nobody waits for these: the one that fails ends them all.
func started(parent context.Context, n int) {
	ctx, cancel := context.WithCancel(parent) // want none "where it is not handed over|on the ways on which"
	for range n {
		go func() {
			if work(ctx) != nil {
				cancel()
			}
		}()
	}
}

func work(ctx context.Context) error { return ctx.Err() }
