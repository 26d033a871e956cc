package p

import (
	"context"
	"database/sql"
)

type store struct{ db *sql.DB }

func (s *store) name(ctx context.Context, id int) (name string, err error) {
	err = s.db.QueryRow("SELECT name FROM users WHERE id = ?", id).Scan(&name) // want unsafe "QueryRowContext takes it"
	return name, err
}
