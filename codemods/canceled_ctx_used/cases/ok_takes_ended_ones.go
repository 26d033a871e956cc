package tasks

import (
	"context"
	"errors"
	"time"
)

type processor struct {
	base  func() context.Context
	fail  func(context.Context, error)
	lease <-chan struct{}
}

var errExpired = errors.New("lease expired")

func (p *processor) exec(work func(context.Context) error) {
	ctx, cancel := context.WithTimeout(p.base(), time.Minute)
	defer cancel()
	done := make(chan error, 1)
	go func() { done <- work(ctx) }()
	select {
	case <-p.lease:
		cancel()
		p.fail(ctx, errExpired)
	case <-ctx.Done():
		p.fail(ctx, ctx.Err())
	case err := <-done:
		p.fail(p.base(), err)
	}
}
