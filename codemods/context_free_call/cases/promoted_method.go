package store

import (
	"context"
	"database/sql"
)

type Store struct {
	*sql.DB
	name string
}

func (s *Store) Names(ctx context.Context) error {
	_, err := s.Exec("DELETE FROM names") // want unsafe "s.Exec works without"
	return err
}
