package sweep

import (
	"context"
	"errors"
)

type store interface {
	count(ctx context.Context, id string) (int, error)
	put(ctx context.Context, id string, n int) error
}

func sweep(ctx context.Context, s store, ids []string) error {
	n := 0
	for _, id := range ids {
		_, err := s.count(ctx, id)
		if errors.Is(err, context.Canceled) {
			break
		}
		n++
	}
	return s.put(context.Background(), "done", n)
}

func sweepLimited(ctx context.Context, s store, ids []string) error {
	n := 0
	for _, id := range ids {
		if _, err := s.count(ctx, id); err == context.Canceled || err == context.DeadlineExceeded {
			break
		}
		n++
	}
	return s.put(context.Background(), "done", n)
}

// It stores nothing then.
func sweepOrLeave(ctx context.Context, s store, ids []string) error {
	n := 0
	for _, id := range ids {
		_, err := s.count(ctx, id)
		if errors.Is(err, context.Canceled) {
			return err
		}
		n++
	}
	return s.put(context.Background(), "done", n) // want unsafe "s.put gets"
}

// What has ended there is the limit of another.
func sweepOthers(ctx context.Context, s store, fetch func() error, ids []string) error {
	n := 0
	for range ids {
		if err := fetch(); errors.Is(err, context.DeadlineExceeded) {
			break
		}
		n++
	}
	return s.put(context.Background(), "done", n) // want unsafe "s.put gets"
}
