package fetch

import (
	"context"
	"time"
)

// A return without values gives back the literal.
func later(parent context.Context) (f func() error) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want none "is returned"
	f = func() error { return work(ctx) }
	return
}

func inADeferredLiteral(parent context.Context) (f func() error) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want none "is returned"
	defer func() {
		f = func() error { return work(ctx) }
	}()
	return nil
}

func inALiteralCalledAtOnce(parent context.Context) (f func() error) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want none "is returned"
	func() {
		f = func() error { return work(ctx) }
	}()
	return
}

func work(ctx context.Context) error { return ctx.Err() }
