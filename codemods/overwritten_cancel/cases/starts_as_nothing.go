package p

import (
	"context"
	"log"
	"time"
)

func follow(ctx context.Context, events <-chan string) {
	c, cancel := ctx, func() {}
	for event := range events {
		if event == "start" {
			c, cancel = context.WithCancel(ctx) // want safe "assigned again in the next iteration"
		} else if err := work(c); err != nil {
			log.Print(err)
		}
	}
	cancel()
}

func work(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		return nil
	}
}
