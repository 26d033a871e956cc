package fetch

import std "context"

func fetch(ctx std.Context, names []string) {
	var cancel std.CancelFunc
	for range names {
		ctx, cancel = std.WithCancel(ctx) // want unsafe "derived from the ctx of the round before"
		_ = work(ctx)
		cancel()
	}
}

func work(ctx std.Context) error { return ctx.Err() }
