package queue

import "context"

var background = context.Background()

func next(ctx context.Context, jobs <-chan int) (int, error) {
	select {
	case <-background.Done(): // want unsafe "Done is asked of the global background"
		return 0, background.Err() // want unsafe "Err is asked of the global background"
	case job := <-jobs:
		return job, nil
	}
}
