package p

import (
	"context"
	"time"
)

type shelf struct{ books []string }

func (s *shelf) put(ctx context.Context, book string) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		s.books = append(s.books, book)
		return nil
	}
}

func (s *shelf) fill(ctx context.Context, books []string) error {
	var steps []func() error
	for _, b := range books {
		steps = append(steps, func() error { return s.put(context.Background(), b) }) // want unsafe "s.put gets context.Background"
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}
