package waits

import (
	"context"
	"database/sql"
	"time"
)

type store struct{ db *sql.DB }

func (s *store) find(ctx context.Context, id string) (name string, err error) {
	err = s.db.QueryRowContext(ctx, "SELECT name FROM names WHERE id = $1", id).Scan(&name)
	return name, err
}

func bare(ctx context.Context) (err error) {
	time.Sleep(time.Minute) // want unsafe "still waits to the end$"
	return
}

func named(ctx context.Context) (n int, err error) {
	time.Sleep(time.Minute) // want unsafe "still waits to the end$"
	return n, err
}

func declared(ctx context.Context) error {
	var err error
	time.Sleep(time.Minute) // want unsafe "still waits to the end$"
	return err
}

// The error of what was done before is what it gives back in any case.
func (s *store) behind(ctx context.Context) (err error) {
	_, err = s.find(ctx, "a")
	time.Sleep(time.Minute) // want unsafe "still waits to the end$"
	return
}
