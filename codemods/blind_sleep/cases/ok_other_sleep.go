package poll

import (
	"context"
	"time"
)

type clock struct{}

func (clock) Sleep(d time.Duration) { println(d) }

func wait(ctx context.Context, ready func(context.Context) bool) {
	time := clock{}
	for !ready(ctx) {
		time.Sleep(1000)
	}
}

func selected(ctx context.Context, ready func(context.Context) bool) {
	for !ready(ctx) {
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Second):
		}
	}
}
