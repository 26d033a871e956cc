package p

import (
	"context"
	"time"
)

type queue struct{ items []string }

func (q *queue) put(ctx context.Context, item string) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		q.items = append(q.items, item)
		return nil
	}
}

// Whoever has given up does not come to the call.
func (q *queue) one(ctx context.Context, item string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return q.put(context.Background(), item) // want unsafe "q.put gets context.Background\\(\\) instead of the context ctx"
}

func (q *queue) all(ctx context.Context, items []string) error {
	for _, item := range items {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err := q.put(context.Background(), item); err != nil { // want unsafe "q.put gets context.Background"
			return err
		}
	}
	return nil
}
