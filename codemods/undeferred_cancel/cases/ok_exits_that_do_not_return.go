package fetch

import (
	"context"
	"log"
	"os"
)

func fetch(parent context.Context, strict bool) error {
	ctx, cancel := context.WithCancel(parent)
	if err := work(ctx); err != nil {
		if strict {
			log.Fatalf("fetch: %v", err)
		}
		giveUp(err)
	}
	if ctx.Err() != nil {
		panic("canceled by nobody")
	}
	cancel()
	return nil
}

func giveUp(err error) {
	println(err.Error())
	os.Exit(1)
}

func work(ctx context.Context) error { return ctx.Err() }
