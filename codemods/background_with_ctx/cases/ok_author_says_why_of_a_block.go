package gateway

import (
	"context"
	"time"
)

// writeTimeout is for writes, which use context.Background(): the request may be over
// when they come.
const writeTimeout = 5 * time.Second

type state interface {
	Connect(ctx context.Context, id string) error
	SetCapacity(ctx context.Context, n int) error
}

func accept(ctx context.Context, s state, id string, read func(context.Context) error) error {
	if err := read(ctx); err != nil {
		return err
	}
	{
		// This should always complete, regardless of cancellation.
		if err := s.Connect(context.Background(), id); err != nil {
			return err
		}

		if err := s.SetCapacity(context.Background(), 1); err != nil {
			return err
		}
	}
	return nil
}

func reply(ctx context.Context, write func(context.Context) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	limited, cancel := context.WithTimeout(context.Background(), writeTimeout)
	defer cancel()
	return write(limited)
}
