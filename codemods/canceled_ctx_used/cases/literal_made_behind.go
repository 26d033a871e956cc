package put

import (
	"context"
	"time"
)

type group struct{}

func (group) Go(f func() error) { go f() }

func started(ctx context.Context, put func(context.Context) error) error {
	wctx, cancel := context.WithTimeout(ctx, time.Second)
	err := put(wctx)
	cancel()
	if err != nil {
		return err
	}
	done := make(chan error)
	go func() { done <- put(wctx) }() // want none "wctx has ended here, cancel was called on line 15; pass ctx instead"
	return <-done
}

func given(ctx context.Context, put func(context.Context) error, g *group) {
	wctx, cancel := context.WithTimeout(ctx, time.Second)
	put(wctx)
	cancel()
	g.Go(func() error { return put(wctx) }) // want none "wctx has ended here, cancel was called on line 27; pass ctx instead"
}

// Made before, it may run before.
func before(ctx context.Context, put func(context.Context) error, g *group) {
	wctx, cancel := context.WithTimeout(ctx, time.Second)
	again := func() error { return put(wctx) }
	put(wctx)
	cancel()
	g.Go(again)
}

// Each round has a context of its own, and the release is missing on one way here only.
func rounds(ctx context.Context, put func(context.Context) error, g *group, n int) {
	for i := range n {
		wctx, cancel := context.WithTimeout(ctx, time.Second)
		if i == 3 {
			put(wctx)
			cancel()
		}
		g.Go(func() error {
			defer cancel()
			return put(wctx)
		})
	}
}
