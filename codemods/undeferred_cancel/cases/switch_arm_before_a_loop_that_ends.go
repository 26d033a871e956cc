package fetch

import (
	"context"
	"time"
)

func serve(parent context.Context, kind string, names []string) {
	switch kind {
	case "greeting":
		ctx, _ := context.WithTimeout(parent, time.Second) // want safe "discarded"
		work(ctx)
	case "silent":
	}
	for _, name := range names {
		println(name)
	}
}

func work(ctx context.Context) error { return ctx.Err() }
