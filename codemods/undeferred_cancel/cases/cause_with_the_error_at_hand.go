package fetch

import (
	"context"
	"fmt"
)

func open(parent context.Context, keep func(context.CancelCauseFunc)) error {
	ctx, cancel := context.WithCancelCause(parent) // want safe "not called when line 11 or line 14 or line 18 returns"
	if err := work(ctx); err != nil {
		return err
	}
	if err := work(parent); err != nil {
		return fmt.Errorf("open: %w", err)
	}
	err := work(parent)
	if err != nil {
		return (err)
	}
	keep(cancel)
	return nil
}

func work(ctx context.Context) error { return ctx.Err() }
