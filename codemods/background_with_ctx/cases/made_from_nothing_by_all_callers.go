package worker

import (
	"context"
	"time"
)

type Store struct {
	read func(ctx context.Context, id string) error
}

// Nobody is there who could give up.
func (s *Store) loop(stop <-chan struct{}) {
	for {
		select {
		case <-stop:
			return
		case <-time.After(time.Second):
			if err := s.round(context.Background(), "a"); err != nil {
				println(err.Error())
			}
		}
	}
}

func (s *Store) round(ctx context.Context, id string) error {
	if err := s.read(ctx, id); err != nil {
		return err
	}
	return s.read(context.Background(), id+".old")
}

func (s *Store) Round(ctx context.Context, id string) error {
	return s.part(ctx, id)
}

func (s *Store) part(ctx context.Context, id string) error {
	if err := s.read(ctx, id); err != nil {
		return err
	}
	return s.read(context.Background(), id+".old") // want unsafe "s.read gets"
}
