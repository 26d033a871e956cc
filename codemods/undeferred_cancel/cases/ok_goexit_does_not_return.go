package fetch

import (
	"context"
	"runtime"
)

func fetch(parent context.Context) {
	ctx, cancel := context.WithCancel(parent)
	if err := work(ctx); err != nil {
		runtime.Goexit()
	}
	cancel()
}

func work(ctx context.Context) error { return ctx.Err() }
