package poll

import (
	"context"
	"time"
)

func wait(ctx context.Context, ready func() bool) error {
	for !ready() {
		time.Sleep(20 * time.Millisecond) // want unsafe "^time.Sleep\\(20 \\* time.Millisecond\\) does not look at .{3}: when that has ended, the loop around it goes on$"
	}
	return ctx.Err()
}
