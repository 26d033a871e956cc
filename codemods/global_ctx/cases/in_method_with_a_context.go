package store

import (
	"context"
	"database/sql"
)

var background = context.TODO()

type Store struct{ db *sql.DB }

func (s *Store) Count(c context.Context) (n int, err error) {
	err = s.db.QueryRowContext(background, "select count(*) from users").Scan(&n) // want unsafe "after the caller has given up"
	return n, err
}
