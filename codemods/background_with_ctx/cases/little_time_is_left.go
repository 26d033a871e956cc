package resume

import (
	"context"
	"time"
)

type store interface {
	put(ctx context.Context, id string, n int) error
}

func work(ctx context.Context, s store, ids []string) error {
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

// There is time enough for the rest.
func rest(ctx context.Context, s store) error {
	if t, ok := ctx.Deadline(); ok && time.Until(t) > time.Second {
		return s.put(context.Background(), "rest", 1) // want unsafe "s.put gets"
	}
	return s.put(ctx, "rest", 0)
}
