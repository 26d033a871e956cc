package fetch

import (
	"context"
	"errors"
)

// The others go on when the first has answered.
func first(ctx context.Context) error {
	raceCtx, _ := context.WithCancel(ctx) // want unsafe "used by a goroutine that is not waited for"
	answers := make(chan error, 2)
	go func() { answers <- work(raceCtx) }()
	go func() { answers <- work(raceCtx) }()
	return <-answers
}

func firstOf(ctx context.Context, names []string) error {
	raceCtx, _ := context.WithCancel(ctx) // want unsafe "used by a goroutine that is not waited for"
	answers := make(chan error, len(names))
	for range names {
		go func() { answers <- work(raceCtx) }()
	}
	return <-answers
}

func both(ctx context.Context) error {
	bothCtx, _ := context.WithCancel(ctx) // want safe "is discarded"
	answers := make(chan error, 2)
	go func() { answers <- work(bothCtx) }()
	go func() { answers <- work(bothCtx) }()
	return errors.Join(<-answers, <-answers)
}

func work(ctx context.Context) error { return ctx.Err() }
