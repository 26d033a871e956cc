package dispatch

import (
	"context"
	"time"
)

type queue struct{ again []string }

func (q *queue) publish(ctx context.Context, id string) error {
	q.again = append(q.again, id)
	return ctx.Err()
}

// What ran out of time is tried again.
func (q *queue) handleRetries(ctx context.Context, ids []string) error {
	println(ctx.Err() == nil)
	trying, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	for _, id := range ids {
		if err := q.publish(trying, id); err != nil {
			return err
		}
	}
	return nil
}
