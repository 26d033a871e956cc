package store

import (
	"context"
	"database/sql"
)

type users struct{ byName *sql.Stmt }

func newUsers(ctx context.Context, db *sql.DB) (*users, error) {
	stmt, err := db.Prepare("SELECT id FROM users WHERE name = ?") // want unsafe "PrepareContext takes it"
	if err != nil {
		return nil, err
	}
	return &users{byName: stmt}, nil
}
