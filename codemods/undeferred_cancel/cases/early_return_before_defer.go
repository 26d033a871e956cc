package fetch

import (
	"context"
	"errors"
	"time"
)

func fetch(parent context.Context, name string) error {
	ctx, cancel := context.WithTimeout(parent, time.Second) // want safe "not released|return"
	if name == "" {
		return errors.New("no name")
	}
	defer cancel()
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
