package hosts

import (
	"context"
	"sync"
	"time"
)

type call struct {
	done  chan struct{}
	value string
	err   error
}

type Group struct {
	mu    sync.Mutex
	calls map[string]*call
}

// Do runs f for all who ask for the key meanwhile.
func (g *Group) Do(key string, f func() (string, error)) (string, error) {
	g.mu.Lock()
	if c, ok := g.calls[key]; ok {
		g.mu.Unlock()
		<-c.done
		return c.value, c.err
	}
	c := &call{done: make(chan struct{})}
	g.calls[key] = c
	g.mu.Unlock()
	c.value, c.err = f()
	close(c.done)
	return c.value, c.err
}

// Finder is what the readers know of it.
type Finder interface {
	Find(ctx context.Context, key string) (string, error)
	FindAlone(ctx context.Context, key string) (string, error)
}

type hosts struct {
	group Group
	ask   func(ctx context.Context, key string) (string, error)
}

func (h *hosts) Find(ctx context.Context, key string) (string, error) {
	return h.group.Do(key, func() (string, error) { return h.ask(ctx, key) })
}

func (h *hosts) FindAlone(ctx context.Context, key string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	return h.ask(ctx, key)
}

// Who asks first would end it for all.
func read(ctx context.Context, finder Finder, key string) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	return finder.Find(context.Background(), key)
}

func readAlone(ctx context.Context, finder Finder, key string) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	return finder.FindAlone(context.Background(), key) // want unsafe "FindAlone"
}

// Checker is implemented by one who shares what he finds, and by one who does not.
type Checker interface {
	Check(ctx context.Context, key string) error
}

func (h *hosts) Check(ctx context.Context, key string) error {
	_, err := h.group.Do(key, func() (string, error) { return h.ask(ctx, key) })
	return err
}

type pinger struct {
	ping func(ctx context.Context, key string) error
}

func (p *pinger) Check(ctx context.Context, key string) error {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	return p.ping(ctx, key)
}

func check(ctx context.Context, checker Checker, key string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return checker.Check(context.Background(), key) // want unsafe "Check"
}
