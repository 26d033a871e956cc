package search

import (
	"context"
	"time"
)

//ctxmend:ignore shadowed-cancel the outer one ends with the process
func search(parent context.Context) error {
	ctx, cancel := context.WithTimeout(parent, 2*time.Second)
	if err := ask(ctx); err != nil {
		ctx, cancel := context.WithTimeout(parent, time.Second)
		defer cancel()
		return ask(ctx)
	}
	cancel()
	return nil
}

func ask(ctx context.Context) error { return ctx.Err() }
