package fetch

import (
	"context"
	"errors"
)

func fetch(parent context.Context) error {
	ctx, cancel := context.WithCancel(parent) // want safe "not released|never"
	if cancel == nil {
		return errors.New("impossible")
	}
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
