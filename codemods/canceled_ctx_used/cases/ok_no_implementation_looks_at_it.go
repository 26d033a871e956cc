package freezer

import (
	"context"
	"time"
)

type nameKey struct{}

type state interface {
	Update(ctx context.Context, name string)
}

type named struct{ last string }

func (n *named) Update(ctx context.Context, name string) {
	if who, ok := ctx.Value(nameKey{}).(string); ok {
		name = who + ": " + name
	}
	n.last = name
}

type counted struct{ n int }

func (c *counted) Update(_ context.Context, _ string) { c.n++ }

func freeze(ctx context.Context, s state, stop func(context.Context) error) error {
	limited, cancel := context.WithTimeout(ctx, time.Second)
	err := stop(limited)
	cancel()
	if err != nil {
		return err
	}
	s.Update(limited, "frozen")
	return nil
}
