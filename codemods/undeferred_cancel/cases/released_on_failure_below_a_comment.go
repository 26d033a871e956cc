package fetch

import (
	"context"
	"time"
)

type doer interface {
	Do(ctx context.Context) error
}

func fetch(ctx context.Context, d doer) (err error) {
	tctx, cancel := context.WithTimeout(ctx, time.Second) // want safe "cancel is not called when line 20 returns without an error"
	defer func() {
		// Nothing has come.
		if err != nil {
			cancel()
		}
	}()
	return d.Do(tctx)
}
