package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context, twice bool) error {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	err := work(ctx)
	cancel()
	if twice {
		work(ctx) // want none "has ended here"
	} else {
		work(ctx) // want none "has ended here"
	}
	return err
}

func work(ctx context.Context) error { return ctx.Err() }
