package sandbox

import (
	"context"
	"time"
)

type network struct{ name string }

func (n *network) up(ctx context.Context) error { return ctx.Err() }

// Who asks again finds what was begun.
func start(ctx context.Context, n *network) error {
	limit := 5 * time.Minute
	if deadline, ok := ctx.Deadline(); ok {
		limit += time.Until(deadline)
	}
	up, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	return n.up(up)
}

func startBy(ctx context.Context, n *network) error {
	deadline, ok := ctx.Deadline()
	if !ok {
		return n.up(ctx)
	}
	late := deadline.Add(time.Second)
	up, cancel := context.WithDeadline(context.Background(), late)
	defer cancel()
	return n.up(up)
}
