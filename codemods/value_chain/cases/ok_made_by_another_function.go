package worker

import "context"

func stopping(ctx context.Context) context.Context { return ctx }

func run(jobs <-chan int) {
	ctx := stopping(context.Background())
	select {
	case <-ctx.Done():
	case job := <-jobs:
		println(job)
	}
}
