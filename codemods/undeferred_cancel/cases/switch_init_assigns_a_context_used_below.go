package fetch

import "context"

// Released in a default clause, the context would be canceled before its last use.
func fetch(parent context.Context) error {
	var ctx context.Context
	switch ctx, _ = context.WithCancel(parent); work(ctx) { // want none "not released|discarded"
	case context.Canceled:
		return nil
	}
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
