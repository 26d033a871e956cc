package repack

import (
	"context"
	"sync"
	"time"
)

type group struct{ wg sync.WaitGroup }

func (g *group) Go(f func() error) {
	g.wg.Add(1)
	go func() {
		defer g.wg.Done()
		_ = f()
	}()
}

func (g *group) Wait() error {
	g.wg.Wait()
	return nil
}

type job interface{ Wait(context.Context) error }

type repository interface {
	StartWarmup(ctx context.Context, id string) (job, error)
	WithUploader(ctx context.Context, upload func(context.Context) error) error
}

// One group waits for the other.
func save(parent context.Context, ids []string, one func(string) error) error {
	ctx, _ := context.WithTimeout(parent, time.Minute) // want safe "discarded"
	var all, savers group
	for _, id := range ids {
		savers.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			return one(id)
		})
	}
	all.Go(savers.Wait)
	return all.Wait()
}

// What was started is waited for.
func warm(parent context.Context, r repository, id string) error {
	ctx, _ := context.WithTimeout(parent, time.Minute) // want safe "discarded"
	j, err := r.StartWarmup(ctx, id)
	if err != nil {
		return err
	}
	return j.Wait(ctx)
}

// What is called with it has returned.
func upload(parent context.Context, r repository) error {
	ctx, _ := context.WithTimeout(parent, time.Minute) // want safe "discarded"
	return r.WithUploader(ctx, func(ctx context.Context) error { return ctx.Err() })
}
