package worker

import (
	"context"
	"errors"
	"log"
)

var errStopped = errors.New("stopped")

type queue interface {
	Take(ctx context.Context) ([]string, error)
}

// What is left in the queue is done when the context of the service has ended.
func run(_ context.Context, q queue, do func(string)) error {
	for {
		items, err := q.Take(context.Background())
		if err != nil {
			if errors.Is(err, errStopped) {
				return err
			}
			log.Print(err)
		}
		for _, item := range items {
			do(item)
		}
	}
}
