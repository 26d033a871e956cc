package poll

import (
	"context"
	"time"
)

func wait(ctx context.Context, ready func(context.Context) bool) {
	for !ready(ctx) {
		time.Sleep(time.Minute) //ctxmend:ignore blind-sleep the other end insists on it
	}
}
