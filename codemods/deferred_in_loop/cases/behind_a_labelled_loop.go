package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context, names []string) {
	for range 3 {
		ctx, cancel := context.WithTimeout(parent, time.Second)
		defer cancel() // want safe "deferred in a loop"

	each:
		for _, name := range names {
			switch name {
			case "last":
				break each
			default:
				work(ctx, name)
			}
		}
		println("done")
	}
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
