package search

import (
	"context"
	"time"
)

func search(parent context.Context, names []string) error {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	_ = cancel
	finish := func(cancel func()) { // want none "cancel"
		println("done")
		cancel()
	}
	finish(func() { println(len(names)) })
	return ask(ctx)
}

func ask(ctx context.Context) error { return ctx.Err() }
