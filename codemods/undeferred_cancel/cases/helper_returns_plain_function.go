package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context) error {
	ctx, _ := traced(parent, "fetch") // want unsafe "not released|discarded"
	return work(ctx)
}

func traced(parent context.Context, name string) (context.Context, func()) {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	return ctx, func() {
		println("end of", name)
		cancel()
	}
}

func work(ctx context.Context) error { return ctx.Err() }
