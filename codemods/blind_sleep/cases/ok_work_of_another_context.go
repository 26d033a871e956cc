package migrate

import (
	"context"
	"time"
)

type mover struct {
	ctx   context.Context //nolint:containedctx // of all moves
	fetch func(context.Context, int) error
}

func (m *mover) move(ctx context.Context, jobs <-chan int) {
	for {
		select {
		case <-ctx.Done():
			return
		case job := <-jobs:
			for range 5 {
				if m.fetch(m.ctx, job) == nil {
					break
				}
				time.Sleep(5 * time.Second)
			}
		}
	}
}
