package worker

import "context"

func run(jobs <-chan int) {
	ctx := context.Background()
	done := ctx.Done()
	for {
		select {
		case <-done: // want none "this case never comes"
			return
		case job := <-jobs:
			println(job)
		}
	}
}
