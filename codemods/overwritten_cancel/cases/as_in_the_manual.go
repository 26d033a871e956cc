package p

import (
	"context"
	"time"
)

func run(ctx context.Context, timeout time.Duration, work func(context.Context) error) error {
	ctx, cancel := context.WithCancel(ctx) // want unsafe "assigned again on line 11 before it is called"
	if timeout > 0 {
		ctx, cancel = context.WithTimeout(ctx, timeout)
	}
	defer cancel()
	return work(ctx)
}
