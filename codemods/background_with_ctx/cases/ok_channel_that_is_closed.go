package pods

import (
	"context"
	"errors"
	"sync"
)

func collect(errs <-chan error, ctx context.Context) error {
	var all []error
	for {
		select {
		case err, ok := <-errs:
			if !ok {
				return errors.Join(all...)
			}
			all = append(all, err)
		case <-ctx.Done():
			return errors.Join(all...)
		}
	}
}

// Nothing is waited for any more, and what failed because of ctx is to be told.
func remove(ctx context.Context, names []string, one func(context.Context, string) error) error {
	errs := make(chan error, len(names))
	var wg sync.WaitGroup
	for _, name := range names {
		wg.Add(1)
		go func(name string) {
			defer wg.Done()
			errs <- one(ctx, name)
		}(name)
	}
	wg.Wait()
	close(errs)
	return collect(errs, context.Background())
}
