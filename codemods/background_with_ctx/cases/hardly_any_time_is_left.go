package resume

import (
	"context"
	"time"
)

type store interface {
	put(ctx context.Context, id string, n int) error
}

func all(ctx context.Context, s store, ids []string) error {
	for i, id := range ids {
		if t, ok := ctx.Deadline(); ok && time.Until(t) < 100*time.Millisecond {
			return s.put(context.Background(), "resume", i)
		}
		if err := s.put(ctx, id, i); err != nil {
			return err
		}
	}
	return nil
}

func rest(ctx context.Context, s store, ids []string) error {
	deadline, limited := ctx.Deadline()
	for i, id := range ids {
		if limited {
			left := deadline.Sub(time.Now())
			if time.Second >= left {
				return s.put(context.Background(), "resume", i)
			}
		}
		if err := s.put(ctx, id, i); err != nil {
			return err
		}
	}
	return nil
}

// There is time enough.
func early(ctx context.Context, s store) error {
	if t, ok := ctx.Deadline(); ok && time.Until(t) > time.Minute {
		return s.put(context.Background(), "early", 1) // want unsafe "s.put gets"
	}
	return nil
}

// Something else is due.
func due(ctx context.Context, s store, at time.Time) error {
	if time.Until(at) < time.Minute {
		return s.put(context.Background(), "due", 1) // want unsafe "s.put gets"
	}
	return nil
}
