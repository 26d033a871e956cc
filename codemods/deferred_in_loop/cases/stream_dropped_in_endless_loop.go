package fetch

import (
	"context"
	"time"
)

type stream interface {
	Recv() (string, error)
}

type client struct{}

func (client) open(ctx context.Context) (stream, error) { return nil, ctx.Err() }

func fill(parent context.Context, c client) {
	for {
		ctx, cancel := context.WithTimeout(parent, time.Second)
		defer cancel() // want none "not kept, but may go on"
		_, err := c.open(ctx)
		if err != nil {
			break
		}
	}
}
