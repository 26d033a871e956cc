package backup

import (
	"context"
	"os"
)

type store struct{ names map[string]string }

func (s *store) record(ctx context.Context, old, name string) error {
	s.names[old] = name
	return ctx.Err()
}

// What was moved must be found again.
func rename(ctx context.Context, s *store, old, name string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	err := os.Rename(old, name)
	if err != nil {
		return err
	}
	return s.record(context.Background(), old, name)
}
