package worker

import "context"

type worker struct{ ctx context.Context }

func run(jobs <-chan int) {
	w := worker{ctx: context.Background()}
	select {
	case <-w.ctx.Done():
	case job := <-jobs:
		println(job)
	}
}
