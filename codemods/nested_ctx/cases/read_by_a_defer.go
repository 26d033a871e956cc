package fetch

import (
	"context"
	"time"
)

func fetch(ctx context.Context, names []string) {
	cancel := func() {}
	defer func() { cancel() }()
	for range names {
		ctx, cancel = context.WithTimeout(ctx, time.Second) // want none "line 10 may read the cancel"
		_ = work(ctx)
		cancel()
	}
}

func work(ctx context.Context) error { return ctx.Err() }
