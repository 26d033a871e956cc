package tenants

import (
	"context"
	"sync"
	"time"
)

type group struct{ waiting sync.WaitGroup }

func (g *group) Go(f func()) {
	g.waiting.Add(1)
	go func() {
		defer g.waiting.Done()
		f()
	}()
}

func activate(ctx context.Context, names []string, load func(context.Context, string)) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	var g group
	for _, name := range names {
		// Not the context of the caller: what has been begun is finished.
		g.Go(func() {
			limited, cancel := context.WithTimeout(context.Background(), time.Hour)
			defer cancel()
			load(limited, name)
		})
	}
	g.waiting.Wait()
	return nil
}
