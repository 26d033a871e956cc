package worker

import "context"

type key struct{}

func run(ctx context.Context, jobs <-chan int) {
	ctx = context.WithValue(ctx, key{}, "run")
	select {
	case <-ctx.Done():
	case job := <-jobs:
		println(job)
	}
}
