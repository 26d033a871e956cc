package poll

import (
	"context"
	"time"
)

func wait(ctx context.Context, ready func() bool) error {
	if ctx == nil {
		for !ready() {
			time.Sleep(time.Second)
		}
		return nil
	}
	return ctx.Err()
}
