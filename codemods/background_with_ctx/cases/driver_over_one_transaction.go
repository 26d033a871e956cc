package onetx

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"io"
	"sync"
)

type conn struct {
	mu sync.Mutex
	tx *sql.Tx
	db *sql.DB
}

type stmt struct {
	st *sql.Stmt
}

type result struct{ sql.Result }

type rows struct {
	names []string
	left  int
}

func (r *rows) Columns() []string { return r.names }

func (r *rows) Close() error { return nil }

func (r *rows) Next([]driver.Value) error {
	if r.left == 0 {
		return io.EOF
	}
	r.left--
	return nil
}

func (c *conn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	done, err := c.tx.ExecContext(context.Background(), query)
	if err != nil {
		return nil, err
	}
	return result{done}, nil
}

func (s *stmt) QueryContext(ctx context.Context, args []driver.NamedValue) (driver.Rows, error) {
	found, err := s.st.QueryContext(context.Background())
	if err != nil {
		return nil, err
	}
	defer found.Close()
	names, err := found.Columns()
	return &rows{names: names}, err
}

// What is asked of the database has a connection of its own.
func (c *conn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	found, err := c.db.QueryContext(context.Background(), query) // want unsafe "c.db.QueryContext gets"
	if err != nil {
		return nil, err
	}
	defer found.Close()
	names, err := found.Columns()
	return &rows{names: names}, err
}

// Who is no driver has the transaction for the caller.
func (c *conn) rename(ctx context.Context, id, name string) error {
	_, err := c.tx.ExecContext(context.Background(), "UPDATE names SET name = $1 WHERE id = $2", name, id) // want unsafe "c.tx.ExecContext gets"
	return err
}
