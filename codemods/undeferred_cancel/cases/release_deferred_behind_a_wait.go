package fetch

import (
	"context"
	"errors"
	"sync"
)

// The goroutine ends with ctx: were the release deferred before the Wait, it would run after it, and never.
func fetch(parent context.Context, names []string) error {
	ctx, cancel := context.WithCancel(parent) // want safe "not released|return"
	if len(names) == 0 {
		return errors.New("no names")
	}
	var wg sync.WaitGroup
	defer wg.Wait()
	defer cancel()
	wg.Add(1)
	go func() {
		defer wg.Done()
		<-ctx.Done()
	}()
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
