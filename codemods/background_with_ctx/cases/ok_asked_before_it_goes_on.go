package p

import (
	"context"
	"time"
)

type store struct {
	rows []string
	wait time.Duration
}

func (s *store) write(ctx context.Context, rows []string) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(s.wait):
		s.rows = append(s.rows, rows...)
		return nil
	}
}

func alive(ctx context.Context) bool { return ctx.Err() == nil }

// Each of these comes to the last call also, or only, when the caller has given up: what was gathered is kept.
func (s *store) each(ctx context.Context, ids []string) error {
	var seen []string
	for _, id := range ids {
		if ctx.Err() != nil {
			break
		}
		seen = append(seen, id)
	}
	return s.write(context.Background(), seen)
}

func (s *store) whileAlive(ctx context.Context, ids []string) error {
	n := 0
	for n < len(ids) && alive(ctx) {
		n++
	}
	return s.write(context.Background(), ids[:n])
}

func (s *store) add(ctx context.Context, batch []string, id string) ([]string, error) {
	batch = append(batch, id)
	if len(batch) >= 100 || ctx.Err() != nil {
		return nil, s.write(context.Background(), batch)
	}
	return batch, nil
}

func (s *store) finish(ctx context.Context, batch []string, last bool) error {
	switch {
	case ctx.Err() != nil:
		fallthrough
	case last:
		return s.write(context.Background(), batch)
	}
	return nil
}

func (s *store) late(ctx context.Context, batch []string) error {
	if d, ok := ctx.Deadline(); ok && time.Now().After(d) {
		return s.write(context.Background(), batch)
	}
	return nil
}

func (s *store) stopped(ctx context.Context, batch []string) error {
	stop := context.AfterFunc(ctx, func() { s.wait = 0 })
	err := s.write(ctx, batch)
	if !stop() {
		return s.write(context.Background(), []string{"stopped"})
	}
	return err
}
