package fetch

import "context"

// Released in the else branch, the context would be canceled before its last use.
func fetch(parent context.Context) error {
	var ctx context.Context
	if ctx, _ = context.WithCancel(parent); work(ctx) != nil { // want none "not released|discarded"
		return nil
	}
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
