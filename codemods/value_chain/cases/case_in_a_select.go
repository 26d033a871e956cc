package worker

import "context"

type nameKey struct{}

func run(ctx context.Context, name string, jobs <-chan int) error {
	tagged := context.WithValue(context.Background(), nameKey{}, name) // want unsafe "context.WithValue gets context.Background.. instead of the context ctx, so the case for its end on line 11 never comes"
	for {
		select {
		case <-tagged.Done():
			return tagged.Err()
		case job := <-jobs:
			println(job)
		}
	}
}
