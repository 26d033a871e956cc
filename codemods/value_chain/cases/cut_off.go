package worker

import "context"

func run(ctx context.Context, jobs <-chan int) {
	ctx2 := context.WithoutCancel(ctx)
	for {
		select {
		case <-ctx2.Done(): // want none "ctx2 is made by context.WithoutCancel and never ends, so this case never comes; what is to end it"
			return
		case job := <-jobs:
			println(job)
		}
	}
}
