package fetch

import "context"

func fetch(parent context.Context) error {
	return work(keep(context.WithCancel(parent)))
}

func keep(ctx context.Context, cancel context.CancelFunc) context.Context {
	stops = append(stops, cancel)
	return ctx
}

var stops []context.CancelFunc

func work(ctx context.Context) error { return ctx.Err() }
