package fetch

import (
	"context"
	"time"
)

func serve(parent context.Context, kind string, names <-chan string) {
	switch kind {
	case "greeting":
		ctx, _ := context.WithTimeout(parent, time.Second) // want safe "discarded"
		work(ctx)
	case "silent":
	}
	for {
		println(<-names)
	}
}

func work(ctx context.Context) error { return ctx.Err() }
