package fetch

import (
	"context"
	"time"
)

type store interface {
	Exec(ctx context.Context, query string) error
	Close(ctx context.Context) error
}

func sometimes(parent context.Context, s store) error {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	defer cancel()
	defer s.Close(ctx)
	if err := s.Exec(ctx, "x"); err != nil {
		cancel()
		return err
	}
	return nil
}

// A child that is made from the parent does not end with it.
func beside(parent context.Context, s store) error {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	closeCtx, closeCancel := context.WithTimeout(parent, time.Second)
	defer closeCancel()
	err := s.Exec(ctx, "x")
	cancel()
	s.Close(closeCtx)
	return err
}
