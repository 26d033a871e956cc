package p

import (
	"context"
	"log"
	"time"
)

func next(ctx context.Context, ch chan int) error {
	select {
	case <-ch:
		ctx, cancel := context.WithTimeout(ctx, time.Second) // want unsafe "nothing works with it"
		defer cancel()
		log.Print(ctx)
	case <-time.After(time.Second):
	}
	return work(ctx)
}

func work(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		return nil
	}
}
