package hourly

import (
	"context"
	"sync"
	"time"
)

type store interface {
	count(ctx context.Context, id string) (int, error)
}

type box struct {
	mu   sync.Mutex
	last time.Time
	next time.Time
	n    int
}

func hourly(ctx context.Context, s store, b *box) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if time.Since(b.last) < time.Hour {
		return nil
	}
	b.last = time.Now()
	n, err := s.count(context.Background(), "a")
	if err != nil {
		return err
	}
	b.n = n
	return nil
}

func (b *box) refresh(ctx context.Context, s store) {
	now := time.Now()
	if now.Before(b.next) {
		return
	}
	if n, err := s.count(context.Background(), "a"); err == nil {
		b.n = n
	}
	b.next = now.Add(time.Hour)
}

// It is tried again where that fails.
func (b *box) retried(ctx context.Context, s store) error {
	if time.Since(b.last) < time.Hour {
		return nil
	}
	n, err := s.count(context.Background(), "a") // want unsafe "s.count gets"
	if err != nil {
		return err
	}
	b.n, b.last = n, time.Now()
	return nil
}

// It is set back where that fails.
func (b *box) setBack(ctx context.Context, s store) error {
	before := b.last
	if time.Since(before) < time.Hour || time.Since(b.last) < time.Hour {
		return nil
	}
	b.last = time.Now()
	n, err := s.count(context.Background(), "a") // want unsafe "s.count gets"
	if err != nil {
		b.last = before
		return err
	}
	b.n = n
	return nil
}
