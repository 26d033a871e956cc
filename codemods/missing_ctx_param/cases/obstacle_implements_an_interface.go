package remote

import (
	"context"
	"time"
)

type getter interface {
	fetch(k string) (string, error)
}

type remote struct{ base string }

func (c *remote) fetch(k string) (string, error) {
	return get(context.Background(), c.base+k) // want none "it stays because fetch implements an interface on line 9"
}

func get(ctx context.Context, k string) (string, error) {
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case <-time.After(time.Millisecond):
		return k, nil
	}
}

func direct(ctx context.Context, c *remote) (string, error) { return c.fetch("x") }

func first(ctx context.Context, g getter) (string, error) { return g.fetch("x") }
