package poll

import (
	"context"
	"time"
)

const short = 100 * time.Millisecond

func once(ctx context.Context) error {
	time.Sleep(5 * time.Millisecond)
	return ctx.Err()
}

func polled(ctx context.Context, ready func() bool) error {
	for !ready() {
		if err := ctx.Err(); err != nil {
			return err
		}
		time.Sleep(short)
	}
	return nil
}

// How it would leave, a person had to find out; for a second that is not worth it.
func noError(ctx context.Context, n func() int) int {
	time.Sleep(time.Second)
	return n()
}
