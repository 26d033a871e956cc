package worker

import "context"

func run(jobs <-chan int) {
	select {
	case <-context.TODO().Done(): // want none "context.TODO.. never ends, so this case never comes"
	case job := <-jobs:
		println(job)
	}
}
