package poll

import (
	"context"
	. "time"
)

func wait(ctx context.Context, ready func(context.Context) bool) error {
	for !ready(ctx) {
		Sleep(Second) // want unsafe "^Sleep\\(Second\\) does not look at .{3}:"
	}
	return nil
}
