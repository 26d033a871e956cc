package outbox

import (
	"context"
	"log"
	"sync"
)

type store interface {
	put(ctx context.Context, id string, n int) error
	putAll(ctx context.Context, ids []string) error
}

type outbox struct {
	s       store
	mu      sync.Mutex
	pending []string
	byName  map[string]int
	queue   chan string
	wake    chan struct{}
}

func (b *outbox) flush(ctx context.Context) error {
	b.mu.Lock()
	ids := b.pending
	b.pending = nil
	b.mu.Unlock()
	for _, id := range ids {
		if err := b.s.put(context.Background(), id, 1); err != nil {
			return err
		}
	}
	return nil
}

func (b *outbox) flushAtOnce(ctx context.Context) error {
	b.mu.Lock()
	var ids []string
	ids, b.pending = b.pending, b.pending[:0]
	b.mu.Unlock()
	return b.s.putAll(context.Background(), ids)
}

func (b *outbox) flushTable(ctx context.Context) error {
	b.mu.Lock()
	all := b.byName
	b.byName = make(map[string]int)
	b.mu.Unlock()
	for name, n := range all {
		if err := b.s.put(context.Background(), name, n); err != nil {
			return err
		}
	}
	return nil
}

func (b *outbox) work(ctx context.Context) {
	for id := range b.queue {
		if err := b.s.put(context.Background(), id, 1); err != nil {
			log.Print(id, err)
		}
	}
}

// What is left is put back.
func (b *outbox) flushOrKeep(ctx context.Context) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	ids := b.pending
	b.pending = nil
	for i, id := range ids {
		if err := b.s.put(context.Background(), id, 1); err != nil { // want unsafe "b.s.put gets"
			b.pending = ids[i:]
			return err
		}
	}
	return nil
}

func (b *outbox) putBack(ids []string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.pending = append(ids, b.pending...)
}

func (b *outbox) flushOrPutBack(ctx context.Context) error {
	b.mu.Lock()
	ids := b.pending
	b.pending = nil
	b.mu.Unlock()
	if err := b.s.putAll(context.Background(), ids); err != nil { // want unsafe "b.s.putAll gets"
		b.putBack(ids)
		return err
	}
	return nil
}

// It is emptied when all is stored.
func (b *outbox) flushBefore(ctx context.Context) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := b.s.putAll(context.Background(), b.pending); err != nil { // want unsafe "b.s.putAll gets"
		return err
	}
	b.pending = nil
	return nil
}

// The worker stops, and the rest stays in the queue.
func (b *outbox) workUntil(ctx context.Context) error {
	for id := range b.queue {
		if err := b.s.put(context.Background(), id, 1); err != nil { // want unsafe "b.s.put gets"
			return err
		}
	}
	return nil
}

// Nothing is brought by who wakes it.
func (b *outbox) wakeful(ctx context.Context) {
	for range b.wake {
		if err := b.s.put(context.Background(), "awake", 1); err != nil { // want unsafe "b.s.put gets"
			log.Print(err)
		}
	}
}
