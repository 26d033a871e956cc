package fetch

import "context"

func fetch(parent context.Context) error {
	ctx, cancel := context.WithCancel(parent) // want safe "not released|never"
	err := work(ctx)
	cancel = nil
	return err
}

func work(ctx context.Context) error { return ctx.Err() }
