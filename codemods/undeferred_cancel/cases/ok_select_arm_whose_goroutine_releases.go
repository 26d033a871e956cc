package client

import (
	"context"
	"time"
)

type validator interface {
	roles(ctx context.Context) (int, error)
	propose(ctx context.Context, role int)
}

// What is started in the arm releases it where that ends.
func run(ctx context.Context, v validator, slots <-chan time.Time) {
	for {
		select {
		case <-ctx.Done():
			return
		case slot := <-slots:
			slotCtx, cancel := context.WithDeadline(ctx, slot)
			n, err := v.roles(slotCtx)
			if err != nil {
				cancel()
				continue
			}
			go func() {
				defer cancel()
				v.propose(slotCtx, n)
			}()
		}
	}
}
