package fetch

import (
	"context"
	"time"
)

func fetchAll(parent context.Context, names []string) {
	var all []context.Context
	for range names {
		ctx, _ := context.WithTimeout(parent, time.Second) // want unsafe "discarded.*until the function ends"
		all = append(all, ctx)
	}
	for _, ctx := range all {
		work(ctx)
	}
}

func work(ctx context.Context) { println(ctx.Err()) }
