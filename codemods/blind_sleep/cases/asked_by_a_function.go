package stream

import (
	"context"
	"fmt"
	"time"
)

type entries struct {
	next int
}

func (e *entries) read(ctx context.Context) (int, error) {
	e.next++
	return e.next, ctx.Err()
}

func connectionIsGone(ctx context.Context) bool {
	return ctx.Err() != nil
}

func follow(ctx context.Context, e *entries, period time.Duration) error {
	for {
		if connectionIsGone(ctx) {
			return nil
		}
		n, err := e.read(ctx)
		if err != nil {
			return fmt.Errorf("read: %w", err)
		}
		if n > 100 {
			return nil
		}
		time.Sleep(period) // want unsafe "time.Sleep"
		if connectionIsGone(ctx) {
			return nil
		}
	}
}
