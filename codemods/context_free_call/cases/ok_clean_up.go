package store

import (
	"context"
	"database/sql"
)

type store struct{ db *sql.DB }

func (s *store) Close(ctx context.Context) error {
	_, err := s.db.Exec("DELETE FROM leases")
	return err
}

func (s *store) use(ctx context.Context) error {
	defer s.db.Exec("DELETE FROM leases")
	defer func() {
		s.db.Exec("DELETE FROM locks")
	}()
	return s.db.PingContext(ctx)
}
