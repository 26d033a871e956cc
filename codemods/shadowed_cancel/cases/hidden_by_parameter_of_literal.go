package search

import (
	"context"
	"time"
)

func search(parent context.Context, names []string) error {
	ctx, cancel := context.WithTimeout(parent, time.Second) // want none "cancel"
	_ = cancel
	finish := func(cancel func()) {
		println("done")
		cancel()
	}
	finish(func() { println(len(names)) })
	return ask(ctx)
}

func ask(ctx context.Context) error { return ctx.Err() }
