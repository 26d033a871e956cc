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

type Hosts struct {
	group Group
	ask   func(ctx context.Context, key string) (string, error)
}

func (h *Hosts) find(ctx context.Context, key string) (string, error) {
	return h.group.Do(key, func() (string, error) { return h.ask(ctx, key) })
}

func (h *Hosts) findAlone(ctx context.Context, key string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	return h.ask(ctx, key)
}

func (h *Hosts) Read(ctx context.Context, key string) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	return h.find(context.Background(), key)
}

func (h *Hosts) ReadAlone(ctx context.Context, key string) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	return h.findAlone(context.Background(), key) // want unsafe "h.findAlone gets"
}
