package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context, jobs <-chan string) error {
	select {
	case <-parent.Done():
		return parent.Err()
	case job := <-jobs:
		ctx, _ := context.WithTimeout(parent, time.Minute) // want safe "not released|discarded"
		return work(ctx, job)
	}
}

func work(ctx context.Context, job string) error {
	println(job)
	return ctx.Err()
}
