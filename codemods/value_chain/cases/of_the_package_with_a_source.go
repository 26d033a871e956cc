package worker

import "context"

var background = context.Background()

func run(ctx context.Context, jobs <-chan int) {
	for {
		select {
		case <-background.Done(): // want unsafe "Done is asked of the global background .context.Background... instead of the context ctx, so the case for its end on line 10 never comes"
			return
		case job := <-jobs:
			println(job)
		}
	}
}
