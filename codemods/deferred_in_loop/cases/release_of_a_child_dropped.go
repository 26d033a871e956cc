package fetch

import (
	"context"
	"time"
)

// That the child's release is dropped keeps nothing going that the parent's does not end.
func fetch(parent context.Context, names []string) error {
	for _, name := range names {
		ctx, cancel := context.WithCancel(parent)
		defer cancel() // want safe "in a loop"
		//ctxmend:ignore undeferred-cancel the parent is released
		short, _ := bounded(ctx)
		if err := step(short, name); err != nil {
			return err
		}
	}
	return nil
}

func bounded(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(ctx, time.Second)
}

func step(ctx context.Context, name string) error {
	if name == "" {
		return nil
	}
	return ctx.Err()
}
