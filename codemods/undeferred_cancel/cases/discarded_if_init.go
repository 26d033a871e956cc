package fetch

import (
	"context"
	"errors"
	"time"
)

func fetch(parent context.Context) error {
	if ctx, _ := context.WithTimeout(parent, time.Second); work(ctx) != nil { // want safe "not released|discarded"
		return errors.New("no answer")
	}
	return nil
}

func work(ctx context.Context) error { return ctx.Err() }
