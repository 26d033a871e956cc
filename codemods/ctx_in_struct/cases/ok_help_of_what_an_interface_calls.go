package vm

import (
	"context"
	"errors"
	"time"
)

// Syscalls is what programs in the machine may call.
type Syscalls interface {
	Verify(a, b []byte) error
}

type shim struct {
	ctx   context.Context
	epoch int
}

func Builder(epoch int) func(ctx context.Context) Syscalls {
	return func(ctx context.Context) Syscalls { return &shim{ctx: ctx, epoch: epoch} }
}

func (s *shim) Verify(a, b []byte) error {
	if err := s.VerifyBlock(a); err != nil {
		return err
	}
	return s.VerifyBlock(b)
}

func (s *shim) VerifyBlock(block []byte) error {
	key, err := s.key(len(block))
	if err != nil {
		return err
	}
	if key == "" {
		return errors.New("no key")
	}
	return check(s.ctx, key)
}

func (s *shim) key(height int) (string, error) {
	if height > s.epoch {
		return "", errors.New("too high")
	}
	return "key", check(s.ctx, "key")
}

func check(ctx context.Context, key string) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		println(key)
		return nil
	}
}
