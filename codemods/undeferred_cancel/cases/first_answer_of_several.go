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

func firstOfMany(ctx context.Context) error {
	loopCtx, _ := context.WithCancel(ctx) // want unsafe "used by a goroutine that is not waited for"
	answers := make(chan error)
	go func() {
		for loopCtx.Err() == nil {
			answers <- work(loopCtx)
		}
	}()
	return <-answers
}

func firstByCallee(ctx context.Context) error {
	loopCtx, _ := context.WithCancel(ctx) // want unsafe "used by a goroutine that is not waited for"
	answers := make(chan error, 1)
	go pump(loopCtx, answers)
	return <-answers
}

func pump(ctx context.Context, answers chan<- error) {
	for ctx.Err() == nil {
		err := work(ctx)
		select {
		case answers <- err:
		default:
		}
	}
}

func lastTry(ctx context.Context) error {
	tryCtx, _ := context.WithCancel(ctx) // want safe "is discarded"
	answers := make(chan error, 1)
	go func() {
		for range 3 {
			if err := work(tryCtx); err != nil {
				answers <- err
				return
			}
		}
		answers <- nil
	}()
	return <-answers
}
