package sandbox

import (
	"context"
	"time"
)

type network struct {
	name  string
	limit time.Duration
}

func (n *network) up(ctx context.Context) error { return ctx.Err() }

func start(ctx context.Context, n *network) error {
	limit := n.limit
	if limit == 0 {
		limit = 5 * time.Minute
	}
	up, cancel := context.WithTimeout(context.Background(), limit) // want unsafe "WithTimeout gets"
	defer cancel()
	return n.up(up)
}
