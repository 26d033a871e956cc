package move

import (
	"context"
	"time"
)

type mover struct{ ctx context.Context }

// The context only says when no more is taken: what was begun has another.
func (m *mover) run(ctx context.Context, ranges <-chan int, fetch func(context.Context, int) error) {
	for {
		select {
		case <-ctx.Done():
			return
		case r := <-ranges:
			for tries := 0; tries < 5; tries++ {
				if fetch(m.ctx, r) == nil {
					break
				}
				time.Sleep(5 * time.Second)
			}
		}
	}
}
