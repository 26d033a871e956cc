package cluster

import (
	"context"
	"errors"
	"log"
	"time"
)

var errAgain = errors.New("again")

type node struct {
	propose func(context.Context, int) error
}

func (n *node) Join(ctx context.Context, id int) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return n.add(context.Background(), id)
}

// With a context that has ended it would do nothing else.
func (n *node) add(ctx context.Context, id int) error {
	err := errAgain
	for err == errAgain {
		log.Print("trying to add")
		err = n.change(ctx, id)
	}
	return err
}

func (n *node) change(ctx context.Context, id int) error {
	limited, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	if err := n.propose(limited, id); err != nil {
		if limited.Err() != nil {
			return errAgain
		}
		return err
	}
	return nil
}
