package cluster

import (
	"context"
	"errors"
)

var errAgain = errors.New("again")

type node struct {
	propose func(context.Context, int) error
}

func (n *node) Join(ctx context.Context, id int) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return n.add(context.Background(), id) // want unsafe "n.add gets"
}

func (n *node) add(ctx context.Context, id int) error {
	err := errAgain
	for err == errAgain {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		err = n.propose(ctx, id)
	}
	return err
}
