package state

import (
	"context"
	"sync/atomic"
	"time"
)

type state struct {
	flags  uint32
	shared atomic.Uint32
}

func (s *state) set(ctx context.Context, bit uint32, op func(context.Context) error) error {
	s.flags |= bit
	for op(ctx) != nil {
		time.Sleep(time.Second) // want none "would skip s.flags &\\^= bit"
	}
	s.flags &^= bit
	return nil
}

func (s *state) inverted(ctx context.Context, bit uint32, op func(context.Context) error) error {
	s.flags |= bit
	for op(ctx) != nil {
		time.Sleep(time.Second) // want none "would skip s.flags &= \\^bit"
	}
	s.flags &= ^bit
	return nil
}

func (s *state) atomic(ctx context.Context, bit uint32, op func(context.Context) error) error {
	s.shared.Or(bit)
	for op(ctx) != nil {
		time.Sleep(time.Second) // want none "would skip s.shared.And"
	}
	s.shared.And(^bit)
	return nil
}

// What stays set where something fails may stay so here.
func (s *state) kept(ctx context.Context, bit uint32, op func(context.Context) error) error {
	s.flags |= bit
	for {
		if err := op(ctx); err != nil {
			return err
		}
		if s.flags == bit {
			break
		}
		time.Sleep(time.Second) // want unsafe "still waits to the end"
	}
	s.flags &^= bit
	return nil
}
