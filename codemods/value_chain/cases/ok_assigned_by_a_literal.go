package worker

import "context"

func run(jobs <-chan int) {
	ctx := context.Background()
	arm := func() (cancel func()) {
		ctx, cancel = context.WithCancel(ctx)
		return cancel
	}
	defer arm()()
	select {
	case <-ctx.Done():
	case job := <-jobs:
		println(job)
	}
}
