package fetch

import (
	"context"
	"time"
)

type store interface {
	Exec(ctx context.Context, query string) error
	Close(ctx context.Context) error
}

func once(parent context.Context, s store) error {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	defer s.Close(ctx) // want none "has ended when this deferred call runs, cancel is called on line 17; pass parent"
	err := s.Exec(ctx, "x")
	cancel()
	return err
}

func inALiteral(parent context.Context, s store) error {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	defer func() {
		s.Close(ctx) // want none "has ended when this deferred call runs"
	}()
	if err := s.Exec(ctx, "x"); err != nil {
		cancel()
		return err
	}
	cancel()
	return nil
}
