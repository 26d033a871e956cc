package worker

import (
	"context"
	"time"
)

func run(limit time.Duration, jobs <-chan int) {
	ctx := context.Background()
	if limit > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, limit)
		defer cancel()
	}
	select {
	case <-ctx.Done():
	case job := <-jobs:
		println(job)
	}
}
