package sessions

import (
	"context"
	"database/sql"
	"time"
)

type session struct {
	db   *sql.DB
	tx   *sql.Tx
	rows *sql.Rows
}

// Who opens a session releases its context at once, and keeps the transaction.
func begin(ctx context.Context, db *sql.DB) (*sql.Tx, error) {
	return db.BeginTx(context.Background(), nil)
}

func (s *session) open(ctx context.Context) (err error) {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	if s.tx, err = begin(ctx, s.db); err != nil {
		return err
	}
	return nil
}

// One caller further up does so.
func query(ctx context.Context, db *sql.DB) (*sql.Rows, error) {
	return db.QueryContext(context.TODO(), "SELECT id FROM items")
}

func (s *session) all(ctx context.Context) (*sql.Rows, error) {
	rows, err := query(ctx, s.db)
	if err != nil {
		return nil, err
	}
	return rows, nil
}

func (s *session) read(parent context.Context) (err error) {
	limited, cancel := context.WithTimeout(parent, time.Second)
	defer cancel()
	s.rows, err = s.all(limited)
	return err
}

// What is read before the caller releases the context may end with it.
func count(ctx context.Context, db *sql.DB) (*sql.Rows, error) {
	return db.QueryContext(context.Background(), "SELECT count(*) FROM items") // want unsafe "db.QueryContext gets"
}

func (s *session) size(ctx context.Context) (n int, err error) {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	rows, err := count(ctx, s.db)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(&n); err != nil {
			return 0, err
		}
	}
	return n, rows.Err()
}
