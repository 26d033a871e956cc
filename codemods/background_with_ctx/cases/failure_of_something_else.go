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
