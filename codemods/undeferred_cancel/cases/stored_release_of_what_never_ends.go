package view

import (
	"context"
	"time"
)

type app struct{ stop func() }

func (a *app) run(draw func()) {
	ctx := context.Background()
	ctx, a.stop = context.WithCancel(ctx) // want none "so whatever waits on it waits for ever"
	go func() {
		for {
			select {
			case <-ctx.Done():
				return
			case <-time.After(time.Second):
				draw()
			}
		}
	}()
}
