package search

import (
	"context"
	"time"
)

func search(parent context.Context, names []string) error {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	defer cancel()
	for range names {
		cancel := make(chan struct{})
		go func() { close(cancel) }()
		<-cancel
	}
	return ask(ctx)
}

func ask(ctx context.Context) error { return ctx.Err() }
