package queue

import (
	"context"
	"time"
)

type message struct{ body string }

type receiver interface {
	Receive(ctx context.Context) (message, error)
	Accept(ctx context.Context, m message) error
}

func consume(ctx context.Context, r receiver, handle func(context.Context, message) error) error {
	m, err := r.Receive(ctx)
	if err != nil {
		return err
	}
	if err := handle(ctx, m); err != nil {
		return err
	}
	finalizeCtx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return r.Accept(finalizeCtx, m)
}

func take(ctx context.Context, r receiver, m message) error {
	detachedCtx := context.Background()
	return r.Accept(detachedCtx, m)
}
