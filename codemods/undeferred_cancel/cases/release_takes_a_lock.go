package p

import (
	"context"
	"errors"
	"sync"
)

type registry struct {
	mu     sync.Mutex
	active map[string]bool
}

func (r *registry) beginLocked(ctx context.Context, id string) (context.Context, func()) {
	ctx, cancel := context.WithCancel(ctx)
	r.active[id] = true
	return ctx, func() {
		cancel()
		r.mu.Lock()
		defer r.mu.Unlock()
		delete(r.active, id)
	}
}

func (r *registry) Start(ctx context.Context, id string, work func(context.Context)) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	c, done := r.beginLocked(ctx, id) // want none "call it where the lock that what r.beginLocked gives takes is not held"
	if len(r.active) > 10 {
		return errors.New("too many")
	}
	go func() {
		defer done()
		work(c)
	}()
	return nil
}

func (r *registry) Peek(ctx context.Context, id string) error {
	c, _ := r.beginLocked(ctx, id) // want unsafe "may do more than cancel"
	return c.Err()
}
