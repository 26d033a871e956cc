package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context, id int) error {
	ctx, _ := context.WithTimeout(parent, time.Second) // want safe "not released|discarded"
	if err := work(ctx); err != nil {
		cancel(id)
		return err
	}
	return nil
}

func cancel(id int) { println(id) }

func work(ctx context.Context) error { return ctx.Err() }
