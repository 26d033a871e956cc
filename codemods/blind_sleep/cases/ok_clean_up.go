package lease

import (
	"context"
	"time"
)

type lease struct{ held bool }

func (l *lease) Close(ctx context.Context, try func(context.Context) error) error {
	for try(ctx) != nil {
		time.Sleep(time.Second)
	}
	return nil
}

func (l *lease) RUnlock(ctx context.Context, try func(context.Context) bool) {
	go func() {
		for !try(ctx) {
			time.Sleep(time.Second)
		}
	}()
}

func work(ctx context.Context, settle func()) error {
	defer func() {
		time.Sleep(time.Second)
		settle()
	}()
	return ctx.Err()
}
