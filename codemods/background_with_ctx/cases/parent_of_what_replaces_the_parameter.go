package p

import (
	"context"
	"database/sql"
	"time"
)

type store struct {
	db      *sql.DB
	timeout time.Duration
}

// The parameter is what it was until this statement is done.
func (s *store) save(ctx context.Context, name string) error {
	ctx, cancel := context.WithTimeout(context.Background(), s.timeout) // want unsafe "context.WithTimeout gets"
	defer cancel()
	_, err := s.db.ExecContext(ctx, "insert into names values (?)", name)
	return err
}

func (s *store) saveAll(ctx context.Context, names []string) error {
	if s.timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(context.Background(), s.timeout) // want unsafe "context.WithTimeout gets"
		defer cancel()
	}
	for _, name := range names {
		if _, err := s.db.ExecContext(ctx, "insert into names values (?)", name); err != nil {
			return err
		}
	}
	return nil
}
