package replicate

import (
	"context"
	"errors"
	"fmt"
)

type store struct{ states map[string]string }

func (s *store) transact(ctx context.Context, change func(ctx context.Context) error) error {
	return errors.Join(ctx.Err(), change(ctx))
}

func (s *store) schedule(ctx context.Context) error { return ctx.Err() }

func (s *store) run(ctx context.Context, name string) error {
	if err := s.schedule(ctx); err != nil {
		// It must not stay as if it ran.
		_ = s.transact(context.Background(), func(ctx context.Context) error {
			s.states[name] = "failed"
			return ctx.Err()
		})
		return fmt.Errorf("schedule: %w", err)
	}
	return nil
}
