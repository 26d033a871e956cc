package worker

import "context"

func limit(ctx *context.Context) func() {
	c, cancel := context.WithCancel(*ctx)
	*ctx = c
	return cancel
}

func run(jobs <-chan int) {
	ctx := context.Background()
	defer limit(&ctx)()
	select {
	case <-ctx.Done():
	case job := <-jobs:
		println(job)
	}
}
