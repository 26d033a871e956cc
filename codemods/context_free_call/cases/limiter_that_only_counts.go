package disk

import (
	"context"
	"errors"
	"sync"
)

var errLimited = errors.New("limited")

type limiter interface {
	Acquire(key string) error
	AcquireWithContext(ctx context.Context, key string) error
	Release(key string)
}

// A counter does not wait: it says at once whether there is a place.
type counter struct {
	mu      sync.Mutex
	limit   int
	current map[string]int
}

func newCounter(n int) limiter {
	return &counter{limit: n, current: make(map[string]int)}
}

func (c *counter) Acquire(key string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.current[key] >= c.limit {
		return errLimited
	}
	c.current[key]++
	return nil
}

func (c *counter) AcquireWithContext(ctx context.Context, key string) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	default:
	}
	return c.Acquire(key)
}

func (c *counter) Release(key string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.current[key]--
}

// A queue waits.
type queue struct {
	places chan struct{}
}

func newQueue(n int) limiter {
	return &queue{places: make(chan struct{}, n)}
}

func (q *queue) Acquire(key string) error {
	q.places <- struct{}{}
	return nil
}

func (q *queue) AcquireWithContext(ctx context.Context, key string) error {
	select {
	case q.places <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (q *queue) Release(key string) {
	<-q.places
}

type Store struct {
	broken  limiter
	writers limiter
	report  func(ctx context.Context, id string) error
}

func NewStore(report func(ctx context.Context, id string) error) *Store {
	s := &Store{writers: newQueue(4), report: report}
	s.broken = newCounter(1)
	return s
}

// Who finds no place leaves it to who has one.
func (s *Store) HandleBroken(ctx context.Context, id string) error {
	if err := s.broken.Acquire(id); err != nil {
		return nil
	}
	defer s.broken.Release(id)
	return s.report(ctx, id)
}

func (s *Store) Write(ctx context.Context, id string) error {
	if err := s.writers.Acquire(id); err != nil { // want unsafe "s.writers.Acquire works without"
		return err
	}
	defer s.writers.Release(id)
	return s.report(ctx, id)
}

func (s *Store) count(ctx context.Context, c *counter) error {
	if err := c.Acquire("all"); err != nil {
		return err
	}
	defer c.Release("all")
	return s.report(ctx, "all")
}
