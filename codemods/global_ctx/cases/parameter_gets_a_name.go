package store

import (
	"context"
	"database/sql"
)

var background = context.Background()

type store struct{ db *sql.DB }

func (s store) Check(context.Context) error {
	return s.db.PingContext(background) // want unsafe "instead of the context that comes with the call"
}
