package fetch

import "context"

func fetch(parent context.Context) error {
	ctx, cancel := context.WithCancel(parent) // want safe "not released|return"
	if err := work(ctx); err != nil {
		return err
	}
	cancel()
	println("released before the slow part")
	return nil
}

func work(ctx context.Context) error { return ctx.Err() }
