package freezer

import (
	"context"
	"time"
)

type state interface {
	Update(ctx context.Context, name string)
}

type counted struct{ n int }

func (c *counted) Update(_ context.Context, _ string) { c.n++ }

type stored struct{ names chan string }

func (s *stored) Update(ctx context.Context, name string) {
	select {
	case <-ctx.Done():
	case s.names <- name:
	}
}

func freeze(ctx context.Context, s state, stop func(context.Context) error) error {
	limited, cancel := context.WithTimeout(ctx, time.Second)
	err := stop(limited)
	cancel()
	if err != nil {
		return err
	}
	s.Update(limited, "frozen") // want none "limited has ended here"
	return nil
}
