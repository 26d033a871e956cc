package client

import (
	"context"
	"errors"
	"net"
	"os"
)

type api interface {
	Do(ctx context.Context, q string) (string, error)
	Stale(ctx context.Context, q string) (string, error)
	Note(ctx context.Context, q string) error
}

func inSwitch(ctx context.Context, a api, q string) error {
	_, err := a.Do(ctx, q)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return a.Note(context.Background(), q)
	default:
		return err
	}
}

func either(ctx context.Context, a api, q string) error {
	_, err := a.Do(ctx, q)
	if errors.Is(err, context.Canceled) || ctx.Err() != nil {
		return a.Note(context.Background(), q)
	}
	return err
}

func ofNetwork(ctx context.Context, a api, q string) (string, error) {
	s, err := a.Do(ctx, q)
	var failure net.Error
	if errors.As(err, &failure) && failure.Timeout() {
		return a.Stale(context.Background(), q)
	}
	if os.IsTimeout(err) {
		return a.Stale(context.Background(), q)
	}
	return s, err
}
