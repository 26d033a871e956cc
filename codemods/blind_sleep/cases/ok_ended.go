package serve

import (
	"context"
	"time"
)

// Who has been told to stop lets the others finish.
func serve(ctx context.Context, stop func()) error {
	<-ctx.Done()
	time.Sleep(10 * time.Second)
	stop()
	return ctx.Err()
}

func drain(ctx context.Context, left func() int) {
	select {
	case <-ctx.Done():
		for left() > 0 {
			time.Sleep(time.Second)
		}
	}
}

func asked(ctx context.Context) {
	if ctx.Err() != nil {
		time.Sleep(time.Second)
	}
}
