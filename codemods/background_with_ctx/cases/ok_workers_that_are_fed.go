package download

import (
	"context"
	"sync"
)

// A group, as golang.org/x/sync has it.
type Group struct {
	waiting sync.WaitGroup
	once    sync.Once
	err     error
	cancel  context.CancelFunc
}

func WithContext(ctx context.Context) (*Group, context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	return &Group{cancel: cancel}, ctx
}

func (g *Group) Go(f func() error) {
	g.waiting.Add(1)
	go func() {
		defer g.waiting.Done()
		if err := f(); err != nil {
			g.once.Do(func() { g.err = err; g.cancel() })
		}
	}()
}

func (g *Group) Wait() error {
	g.waiting.Wait()
	g.cancel()
	return g.err
}

// With workers that have left, the next part is sent for ever.
func download(ctx context.Context, size int, fetch func(context.Context, int) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	parts := make(chan int, 10)
	g, groupCtx := WithContext(context.Background())
	for range 10 {
		g.Go(func() error {
			for part := range parts {
				if err := fetch(groupCtx, part); err != nil {
					return err
				}
			}
			return nil
		})
	}
	for part := range size {
		parts <- part
	}
	close(parts)
	return g.Wait()
}
