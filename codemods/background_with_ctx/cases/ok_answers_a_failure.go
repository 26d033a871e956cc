package two

import (
	"context"
	"errors"
	"fmt"
)

type store struct{}

func (store) Put(ctx context.Context, key, value string) error  { return ctx.Err() }
func (store) Del(ctx context.Context, key string) error         { return ctx.Err() }
func (store) Rename(ctx context.Context, from, to string) error { return ctx.Err() }

func both(ctx context.Context, s store) error {
	if err := s.Put(ctx, "a", "x"); err != nil {
		return err
	}
	if err := s.Put(ctx, "b", "y"); err != nil {
		if derr := s.Del(context.Background(), "a"); derr != nil {
			return errors.Join(err, derr)
		}
		return err
	}
	return nil
}

func old(ctx context.Context, s store) error {
	err := s.Rename(ctx, "a", "b")
	if err != nil {
		_ = s.Put(context.Background(), "a", "old")
		return fmt.Errorf("rename: %w", err)
	}
	return nil
}
