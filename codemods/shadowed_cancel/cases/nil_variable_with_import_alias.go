package search

import (
	stdctx "context"
	"time"
)

func search(ctx stdctx.Context, limit time.Duration) error {
	var cancel stdctx.CancelFunc
	switch {
	case limit > 0:
		ctx, cancel := stdctx.WithTimeout(ctx, limit) // want unsafe "cancel"
		if err := ask(ctx); err != nil {
			cancel()
			return err
		}
	}
	if cancel != nil {
		defer cancel()
	}
	return ask(ctx)
}

func ask(ctx stdctx.Context) error { return ctx.Err() }
