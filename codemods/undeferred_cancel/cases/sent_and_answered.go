package fetch

import (
	"context"
	"time"
)

type request struct {
	ctx    context.Context
	answer chan error
}

func ask(ctx context.Context, requests chan<- *request) error {
	ctx, _ = context.WithTimeout(ctx, time.Second) // want unsafe "is sent on a channel"
	req := &request{ctx: ctx, answer: make(chan error, 1)}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case requests <- req:
		return <-req.answer
	}
}

func tell(ctx context.Context, requests chan<- *request) error {
	ctx, _ = context.WithTimeout(ctx, time.Second) // want none "is sent on a channel"
	select {
	case <-ctx.Done():
		return ctx.Err()
	case requests <- &request{ctx: ctx}:
		return nil
	}
}
