package cache

import (
	"context"
	"sync"
)

type loader interface {
	Load(ctx context.Context, key string) (string, error)
}

type entry struct {
	ready chan struct{}
	value string
	err   error
}

type memo struct {
	mu      sync.Mutex
	entries map[string]*entry
	loader  loader
}

func (m *memo) get(ctx context.Context, key string) (string, error) {
	m.mu.Lock()
	e := m.entries[key]
	if e == nil {
		e = &entry{ready: make(chan struct{})}
		m.entries[key] = e
		m.mu.Unlock()
		e.value, e.err = m.loader.Load(context.Background(), key)
		close(e.ready)
		return e.value, e.err
	}
	m.mu.Unlock()
	select {
	case <-e.ready:
		return e.value, e.err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}
