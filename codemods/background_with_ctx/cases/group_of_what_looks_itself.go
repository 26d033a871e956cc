package tasks

import (
	"context"
	"sync"
	"time"
)

type group struct {
	ctx   context.Context
	slots chan struct{}
	wg    sync.WaitGroup
	mu    sync.Mutex
	errs  []error
}

func newGroup(ctx context.Context, n int) *group {
	return &group{ctx: ctx, slots: make(chan struct{}, n)}
}

func (g *group) Go(f func() error) {
	g.wg.Add(1)
	select {
	case g.slots <- struct{}{}:
	case <-g.ctx.Done():
		g.wg.Done()
		return
	}
	go func() {
		defer g.wg.Done()
		err := f()
		g.mu.Lock()
		g.errs = append(g.errs, err)
		g.mu.Unlock()
		<-g.slots
	}()
}

func (g *group) Wait() []error {
	g.wg.Wait()
	return g.errs
}

func work(ctx context.Context, name string) error {
	timer := time.NewTimer(time.Second)
	defer timer.Stop()
	select {
	case <-timer.C:
		println(name)
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// runAll has all tasks look at ctx themselves.
func runAll(ctx context.Context, names []string) []error {
	g := newGroup(context.Background(), len(names))
	for _, name := range names {
		g.Go(func() error { return work(ctx, name) })
	}
	return g.Wait()
}

func sleepAll(ctx context.Context, pauses []time.Duration) []error {
	if ctx.Err() != nil {
		return nil
	}
	g := newGroup(context.Background(), len(pauses)) // want unsafe "newGroup gets"
	for _, pause := range pauses {
		g.Go(func() error {
			time.Sleep(pause)
			return nil
		})
	}
	return g.Wait()
}
