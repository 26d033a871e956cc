package client

import (
	"context"
	"time"
)

type validator interface {
	roles(ctx context.Context) (int, error)
	propose(ctx context.Context, role int)
}

// A release at the end of the arm would cut off what was just started there.
func run(ctx context.Context, v validator, slots <-chan time.Time) {
	for {
		select {
		case <-ctx.Done():
			return
		case slot := <-slots:
			slotCtx, cancel := context.WithDeadline(ctx, slot) // want none "cancel is not called when an iteration ends.*goroutine that is not waited for"
			n, err := v.roles(ctx)
			if err != nil {
				cancel()
				continue
			}
			go v.propose(slotCtx, n)
		}
	}
}

// What has ended within the arm is not concerned.
func runOne(ctx context.Context, v validator, slots <-chan time.Time) {
	for {
		select {
		case <-ctx.Done():
			return
		case slot := <-slots:
			slotCtx, cancel := context.WithDeadline(ctx, slot) // want safe "cancel is not called when an iteration ends"
			n, err := v.roles(slotCtx)
			if err != nil {
				cancel()
				continue
			}
			v.propose(slotCtx, n)
		}
	}
}
