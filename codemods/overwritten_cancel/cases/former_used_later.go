package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context) error {
	first, cancel := context.WithTimeout(parent, time.Second) // want safe "assigned again"
	second, cancel := context.WithTimeout(parent, time.Minute)
	defer cancel()
	if err := work(first); err != nil {
		return err
	}
	return work(second)
}

func work(ctx context.Context) error { return ctx.Err() }
