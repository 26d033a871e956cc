package fetch

import "context"

func fetch(parent context.Context) string {
	switch ctx, _ := context.WithCancel(parent); work(ctx) { // want safe "not released|discarded"
	case nil:
		return "fine"
	case context.Canceled:
		return "canceled"
	}
	return "failed"
}

func work(ctx context.Context) error { return ctx.Err() }
