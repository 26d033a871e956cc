package search

import (
	"context"
	"time"
)

func search(parent context.Context) error {
	ctx, cancel := context.WithTimeout(parent, 2*time.Second)
	err := ask(ctx)
	if err != nil {
		if ctx, cancel := context.WithTimeout(parent, time.Second); ask(ctx) != nil { // want safe "cancel"
			cancel()
			return err
		} else {
			cancel()
			return nil
		}
	}
	cancel()
	return nil
}

func ask(ctx context.Context) error { return ctx.Err() }
