package search

import (
	"context"
	"log"
	"time"
)

func search(parent context.Context) error {
	ctx, cancel := context.WithTimeout(parent, 2*time.Second)
	if err := ask(ctx); err != nil {
		ctx, cancel := context.WithTimeout(parent, time.Second)
		save(ctx)
		cancel()
		log.Fatal(err)
	}
	cancel()
	return nil
}

func save(ctx context.Context) { println(ctx.Err()) }

func ask(ctx context.Context) error { return ctx.Err() }
