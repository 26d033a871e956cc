package pool

import (
	"context"
	"time"
)

func wait(ctx context.Context, t *time.Timer, events <-chan int) int {
	select {
	case n := <-events:
		stopped := t.Stop()
		if !stopped {
			<-t.C
		}
		return n
	case <-ctx.Done():
		return 0
	}
}
