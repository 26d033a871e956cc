package p

import (
	"context"
	"errors"
	"time"
)

type names struct{ of map[string]string }

func (n *names) rename(ctx context.Context, from, to string) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		n.of[to] = n.of[from]
		delete(n.of, from)
		return nil
	}
}

// The list is gone through when the rest has failed, which it may have since the caller has given up.
func (n *names) renameAll(ctx context.Context, pairs map[string]string) (err error) {
	var undo []func() error
	defer func() {
		if err != nil {
			for _, u := range undo {
				err = errors.Join(err, u())
			}
		}
	}()
	for from, to := range pairs {
		if err := n.rename(ctx, from, to); err != nil {
			return err
		}
		undo = append(undo, func() error { return n.rename(context.Background(), to, from) })
	}
	return nil
}

// Who gets the list runs it at some other time.
func (n *names) steps(ctx context.Context, pairs map[string]string) []func() error {
	var steps []func() error
	for from, to := range pairs {
		steps = append(steps, func() error { return n.rename(context.Background(), from, to) })
	}
	return steps
}
