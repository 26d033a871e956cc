package worker

import "context"

type job struct{ ctx context.Context }

func run(ctx context.Context, jobs chan<- job) {
	// The job goes on even if the caller gives up.
	own := context.Background()
	select {
	case <-own.Done(): // want none "own is context.Background.. and never ends"
	case jobs <- job{own}:
	}
}
