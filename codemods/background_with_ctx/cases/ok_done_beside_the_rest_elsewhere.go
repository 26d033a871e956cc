package job

import (
	"context"
	"time"
)

type service struct{ states map[string]string }

func (s *service) poll(ctx context.Context, id string) {
	select {
	case <-ctx.Done():
	case <-time.After(time.Second):
		s.states[id] = "done"
	}
}

func (s *service) create(ctx context.Context, id string) error {
	if err := s.save(ctx, id); err != nil {
		return err
	}
	go s.poll(context.Background(), id)
	return nil
}

// The state is kept up to date whether or not anybody waits for it.
func (s *service) createAndWait(ctx context.Context, id string) (string, error) {
	if err := s.save(ctx, id); err != nil {
		return "", err
	}
	s.poll(context.Background(), id)
	return s.states[id], ctx.Err()
}

func (s *service) save(ctx context.Context, id string) error {
	s.states[id] = "pending"
	return ctx.Err()
}
