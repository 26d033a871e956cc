package worker

import "context"

func run(jobs <-chan int) {
	ctx := context.Background()
	for {
		select {
		case <-ctx.Done(): // want none "ctx is context.Background.. and never ends, so this case never comes; it needs an end"
			return
		case job := <-jobs:
			println(job)
		}
	}
}
