package p

import (
	"context"
	"errors"
	"log"
	"time"
)

var errFailed = errors.New("failed")

func named(ctx context.Context, id string) (err error) {
	c, cancel := context.WithCancelCause(ctx) // want safe "when line 22 returns without an error"
	defer func() {
		log.Printf("%s ended: %v", id, context.Cause(c))
	}()
	defer func() {
		if err != nil {
			cancel(err)
		}
	}()
	return work(c)
}

func another(ctx context.Context) (err error) {
	c, cancel := context.WithCancelCause(ctx) // want none "call it in any case"
	defer func() {
		if err != nil {
			cancel(errFailed)
		}
	}()
	return work(c)
}

func none(ctx context.Context) (err error) {
	c, cancel := context.WithCancelCause(ctx) // want safe "when line 42 returns without an error"
	defer func() {
		if err != nil {
			cancel(nil)
		}
	}()
	return work(c)
}

func work(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		return nil
	}
}
