package queue

import (
	"context"
	"errors"
	"time"
)

type queue struct {
	push  func(ctx context.Context, v int) error
	drain func(ctx context.Context) error
	items chan int
}

func newQueue() *queue {
	q := &queue{items: make(chan int, 8)}
	q.push = q.slow
	q.drain = func(ctx context.Context) error { return q.empty(ctx) }
	return q
}

// Its twin calls what the field holds: it.
func (q *queue) slow(ctx context.Context, v int) error {
	if v < 0 {
		return errors.New("negative")
	}
	return q.Put(v)
}

func (q *queue) Put(v int) error {
	q.items <- v
	return nil
}

func (q *queue) PutWithContext(ctx context.Context, v int) error {
	push := q.push
	return push(ctx, v)
}

// The literal that the field holds calls it.
func (q *queue) empty(ctx context.Context) error { return q.Drain() }

func (q *queue) Drain() error {
	for len(q.items) > 0 {
		<-q.items
	}
	return nil
}

func (q *queue) DrainContext(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	return q.drain(ctx)
}

var _ = newQueue
