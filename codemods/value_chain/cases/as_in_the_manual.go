package p

import "context"

// Job is something to do.
type Job func(context.Context)

// Worker does jobs.
type Worker struct{ name string }

type workerKey struct{}

func (w *Worker) Run(ctx context.Context, jobs <-chan Job) error {
	tagged := context.WithValue(context.Background(), workerKey{}, w.name) // want unsafe "the case for its end on line 17 never comes"
	for {
		select {
		case <-tagged.Done():
			return tagged.Err()
		case job := <-jobs:
			job(tagged)
		}
	}
}
