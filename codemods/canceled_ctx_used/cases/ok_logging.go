package fetch

import (
	"context"
	"log"
	"time"
)

func fetch(parent context.Context) {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	work(ctx)
	cancel()
	log.Printf("done: %v", ctx)
	infof(ctx, "done")
}

func infof(ctx context.Context, text string) { println(text, ctx.Err()) }

func work(ctx context.Context) error {
	<-ctx.Done()
	return ctx.Err()
}
