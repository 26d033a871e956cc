package fetch

import (
	"context"
	"time"
)

func fetch(ctx context.Context, kind int) error {
	switch kind {
	case 1:
		ctx, cancel := context.WithTimeout(ctx, time.Second) // want unsafe "goes on"
		defer cancel()
		_ = ctx
	default:
		println(kind)
	}
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
