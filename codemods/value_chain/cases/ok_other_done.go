package worker

import (
	"context"
	"sync"
)

type task struct{ context.Context }

func (t task) Done() <-chan struct{} { return make(chan struct{}) }

func run(wg *sync.WaitGroup, jobs <-chan int) {
	t := task{context.Background()}
	defer wg.Done()
	select {
	case <-t.Done():
	case job := <-jobs:
		println(job)
	}
}
