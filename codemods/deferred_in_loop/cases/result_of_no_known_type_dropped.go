package fetch

import (
	"context"
	"time"
)

type queue chan any

func (q queue) receive(ctx context.Context) (any, error) {
	select {
	case v := <-q:
		return v, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func drain(parent context.Context, queues []queue) {
	for _, q := range queues {
		ctx, cancel := context.WithTimeout(parent, time.Second)
		defer cancel() // want safe "deferred in a loop"
		if _, err := q.receive(ctx); err != nil {
			println(err.Error())
		}
	}
}
