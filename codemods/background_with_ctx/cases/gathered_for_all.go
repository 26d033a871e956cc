package counts

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
)

type store interface {
	count(ctx context.Context, id string) (int, error)
	list(ctx context.Context) ([]string, error)
}

type board struct {
	s      store
	mu     sync.RWMutex
	counts map[string]int
	kept   atomic.Pointer[map[string]int]
	state  *state
}

type state struct {
	names []string
}

func (b *board) refresh(ctx context.Context, ids []string) {
	fresh := make(map[string]int)
	for _, id := range ids {
		if n, err := b.s.count(context.Background(), id); err == nil {
			fresh[id] = n
		}
	}
	b.kept.Store(&fresh)
}

func (b *board) reload(ctx context.Context, ids []string) int {
	fresh := make(map[string]int)
	failed := 0
	for _, id := range ids {
		n, err := b.s.count(context.Background(), id)
		if err != nil {
			failed++
			continue
		}
		fresh[id] = n
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.counts = fresh
	return failed
}

func (b *board) busy(ctx context.Context, ids []string) {
	var names []string
	for _, id := range ids {
		if n, err := b.s.count(context.Background(), id); err != nil || n == 0 {
			continue
		}
		names = append(names, id)
	}
	b.state = &state{names: names}
}

// One failure leaves the old table in its place.
func (b *board) reloadAll(ctx context.Context, ids []string) error {
	fresh := make(map[string]int)
	for _, id := range ids {
		n, err := b.s.count(context.Background(), id) // want unsafe "b.s.count gets"
		if err != nil {
			return err
		}
		fresh[id] = n
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.counts = fresh
	return nil
}

// Only the caller gets what has been gathered.
func (b *board) known(ctx context.Context, ids []string) (map[string]int, error) {
	known := make(map[string]int)
	for _, id := range ids {
		if n, err := b.s.count(context.Background(), id); err == nil { // want unsafe "b.s.count gets"
			known[id] = n
		}
	}
	if len(known) == 0 {
		return nil, errors.New("none is known")
	}
	return known, nil
}

// What fails has a place in the table, too.
func (b *board) marked(ctx context.Context, ids []string) {
	fresh := make(map[string]int)
	for _, id := range ids {
		n, err := b.s.count(context.Background(), id) // want unsafe "b.s.count gets"
		if err != nil {
			n = -1
		}
		fresh[id] = n
	}
	b.counts = fresh
}

// It stops when it is told to.
func (b *board) whileWanted(ctx context.Context, ids []string) error {
	fresh := make(map[string]int)
	for _, id := range ids {
		n, err := b.s.count(context.Background(), id) // want unsafe "b.s.count gets"
		if err := ctx.Err(); err != nil {
			return err
		}
		if err == nil {
			fresh[id] = n
		}
	}
	b.counts = fresh
	return nil
}
