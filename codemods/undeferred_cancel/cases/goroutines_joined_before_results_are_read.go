package fetch

import (
	"context"
	"sync"
	"time"
)

// The wait stands outside of any loop: that results are read in one behind it changes nothing.
func fetch(parent context.Context, names []string) error {
	ctx, _ := context.WithTimeout(parent, time.Second) // want safe "discarded"
	var wg sync.WaitGroup
	errs := make(chan error, len(names))
	for _, name := range names {
		wg.Add(1)
		go func() {
			defer wg.Done()
			errs <- work(ctx, name)
		}()
	}
	wg.Wait()
	close(errs)
	for err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
