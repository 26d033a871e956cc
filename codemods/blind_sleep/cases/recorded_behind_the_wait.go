package bot

import (
	"context"
	"sync"
	"time"
)

type contact struct{ name string }

type bot struct {
	mu      sync.Mutex
	known   []*contact
	running map[string]bool
	save    func() error
	accept  func(ctx context.Context, c *contact) error
	pause   time.Duration
}

// The contact has been made: nobody would put it on record if this left.
func (b *bot) handle(ctx context.Context, c *contact, requested bool) error {
	if requested {
		return b.accept(ctx, c)
	}
	time.Sleep(20 * time.Second) // want none "what comes on line 27 does not look at it, and may have to be done all the same"
	b.mu.Lock()
	b.known = append(b.known, c)
	b.mu.Unlock()
	return b.save()
}

// It is said to run, and would never be started.
func (b *bot) start(ctx context.Context, c *contact, run func()) error {
	if err := b.accept(ctx, c); err != nil {
		return err
	}
	b.mu.Lock()
	b.running[c.name] = true
	b.mu.Unlock()
	time.Sleep(20 * time.Second) // want none "what comes on line 41 does not look at it, and may have to be done all the same"
	go run()
	return nil
}

// What is written behind is the time of the next wait.
func (b *bot) retry(ctx context.Context, c *contact) error {
	err := b.accept(ctx, c)
	if err == nil {
		return nil
	}
	time.Sleep(b.pause) // want unsafe "the function still waits to the end"
	b.pause *= 2
	return err
}
