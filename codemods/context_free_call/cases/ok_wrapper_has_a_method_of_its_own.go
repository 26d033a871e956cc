package store

import (
	"context"
	"database/sql"
)

type Store struct {
	*sql.DB
}

func (s *Store) ExecContext(ctx context.Context, name, query string) error {
	return ctx.Err()
}

func (s *Store) Clean(ctx context.Context) error {
	_, err := s.Exec("DELETE FROM names")
	return err
}
