package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context) error {
	// No answer takes longer than this.
	ctx, _ := context.WithTimeout( // want safe "not released|discarded"
		parent,
		2*time.Second, // by contract
	)
	// Then ask.
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
