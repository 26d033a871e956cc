package fetch

import (
	"context"
	"time"
)

// Neither the early return releases it, nor the other branch.
func fetch(parent context.Context) error {
	if ctx, cancel := context.WithTimeout(parent, time.Second); ctx.Err() == nil { // want safe "not called when line 12 or line 16 returns"
		if err := work(ctx); err != nil {
			return err
		}
		cancel()
	}
	return nil
}

func fetchOne(parent context.Context, n int) error {
	switch ctx, cancel := context.WithTimeout(parent, time.Second); n { // want safe "not called when line 23 or line 27 returns"
	case 0:
		if err := work(ctx); err != nil {
			return err
		}
		cancel()
	}
	return nil
}

// Who is given it has it still.
func pass(parent context.Context, keep func(func())) error {
	if ctx, cancel := context.WithTimeout(parent, time.Second); ctx.Err() == nil { // want none "on the ways on which it is not handed over"
		if err := work(ctx); err != nil {
			return err
		}
		keep(cancel)
	}
	return nil
}

func work(ctx context.Context) error { return ctx.Err() }
