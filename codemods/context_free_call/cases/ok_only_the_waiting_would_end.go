package batch

import (
	"context"
	"sync"
)

type group struct {
	done chan struct{}
	err  error
}

func (g *group) Wait() error {
	<-g.done
	return g.err
}

// WaitContext gives up waiting; what it waits for goes on.
func (g *group) WaitContext(ctx context.Context) error {
	select {
	case <-g.done:
		return g.err
	case <-ctx.Done():
		return ctx.Err()
	}
}

var pool sync.Pool

func process(ctx context.Context, g *group) error {
	err := g.Wait()
	pool.Put(g)
	return err
}
