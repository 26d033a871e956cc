package store

import (
	"context"
	"strconv"
)

type numbers struct{}

func (n *numbers) setStatus(ctx context.Context, status string) error { return ctx.Err() }

// What failed here knows nothing of the context.
func (n *numbers) parse(ctx context.Context, text string) error {
	if _, err := strconv.Atoi(text); err != nil {
		return n.setStatus(context.Background(), err.Error()) // want unsafe "n.setStatus gets"
	}
	return n.setStatus(ctx, "read")
}

func (n *numbers) find(ctx context.Context, key string) error   { return ctx.Err() }
func (n *numbers) create(ctx context.Context, key string) error { return ctx.Err() }

// What is not there is made.
func (n *numbers) ensure(ctx context.Context, key string) error {
	if err := n.find(ctx, key); err != nil {
		return n.create(context.Background(), key) // want unsafe "n.create gets"
	}
	return nil
}

func (n *numbers) load(ctx context.Context, key string) (int, error) { return 0, ctx.Err() }

// The second attempt is made for the caller as well.
func (n *numbers) second(ctx context.Context, key string) (int, error) {
	v, err := n.load(ctx, key)
	if err != nil {
		v, err = n.load(context.Background(), key+"/2") // want unsafe "n.load gets"
	}
	return v, err
}
