package worker

import "context"

var background = context.Background()

func run(jobs <-chan int) {
	for {
		select {
		case <-background.Done(): // want none "the global background .context.Background... never ends, so this case never comes"
			return
		case job := <-jobs:
			println(job)
		}
	}
}
