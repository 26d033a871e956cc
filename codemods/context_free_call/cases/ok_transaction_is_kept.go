package store

import (
	"context"
	"database/sql"
)

type session struct{ tx *sql.Tx }

func (s *session) begin(ctx context.Context, db *sql.DB) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	s.tx = tx
	return nil
}
