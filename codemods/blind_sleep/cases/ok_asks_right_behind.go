package notify

import (
	"context"
	"time"
)

func collect(ctx context.Context, events <-chan string, seen map[string]bool) {
	for {
		// Several come at once.
		time.Sleep(150 * time.Millisecond)
		select {
		case e := <-events:
			seen[e] = true
		case <-ctx.Done():
			return
		default:
			return
		}
	}
}

func gather(ctx context.Context, step func(context.Context) error) error {
	for {
		if err := step(ctx); err != nil {
			return err
		}
		time.Sleep(time.Second)
		if err := ctx.Err(); err != nil {
			return err
		}
	}
}
