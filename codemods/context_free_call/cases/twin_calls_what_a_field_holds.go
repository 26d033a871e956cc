package queue

import (
	"context"
	"errors"
)

type queue struct {
	push  func(ctx context.Context, v int) error
	items chan int
}

func newQueue() *queue {
	q := &queue{items: make(chan int, 8)}
	q.push = q.send
	return q
}

func (q *queue) send(ctx context.Context, v int) error {
	select {
	case q.items <- v:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (q *queue) Put(v int) error {
	q.items <- v
	return nil
}

func (q *queue) PutWithContext(ctx context.Context, v int) error { return q.push(ctx, v) }

// The field holds another.
func (q *queue) slow(ctx context.Context, v int) error {
	if v < 0 {
		return errors.New("negative")
	}
	return q.Put(v) // want unsafe "PutWithContext takes it"
}

var _ = newQueue
