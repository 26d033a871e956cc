package store

import (
	"context"
	"time"
)

type item struct{ id int }

type list []item

func one(ctx context.Context, find func() *item) (*item, bool, error) {
	for {
		if i := find(); i != nil {
			return i, true, nil
		}
		time.Sleep(time.Second) // want unsafe "the loop around it goes on"
	}
}

func all(ctx context.Context, find func() list) (list, item, string, [2]int, error) {
	for {
		if l := find(); len(l) > 0 {
			return l, l[0], "", [2]int{}, nil
		}
		time.Sleep(time.Second) // want unsafe "the loop around it goes on"
	}
}

type outcome int

// What has been made so far is given back with the error, as elsewhere in the loop.
func follow(ctx context.Context, status func(context.Context) (bool, error)) (outcome, error) {
	made := outcome(2)
	for {
		if err := ctx.Err(); err != nil {
			return made, err
		}
		done, err := status(ctx)
		if err != nil {
			return made, err
		}
		if done {
			return made, nil
		}
		time.Sleep(time.Second) // want unsafe "the function still waits to the end"
	}
}
