package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"strings"
	"sync/atomic"
	"time"
)

// store looks titles up in a database.
type store struct {
	db *sql.DB
}

func (s *store) titles(ctx context.Context, prefix string) ([]string, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT title FROM titles WHERE title LIKE ?", prefix+"%")
	if err != nil {
		return nil, err
	}
	defer rows.Close()

	var titles []string
	for rows.Next() {
		var title string
		if err := rows.Scan(&title); err != nil {
			return nil, err
		}
		titles = append(titles, title)
	}
	return titles, rows.Err()
}

// catalog is a database in memory that takes its time: what database/sql needs of a driver.
type catalog struct {
	titles  []string
	delay   time.Duration
	running atomic.Int64 // queries under way
}

func (c *catalog) Connect(context.Context) (driver.Conn, error) { return catalogConn{c}, nil }
func (c *catalog) Driver() driver.Driver                        { return c }
func (c *catalog) Open(string) (driver.Conn, error)             { return catalogConn{c}, nil }

type catalogConn struct{ *catalog }

func (catalogConn) Prepare(string) (driver.Stmt, error) { return nil, errors.ErrUnsupported }
func (catalogConn) Begin() (driver.Tx, error)           { return nil, errors.ErrUnsupported }
func (catalogConn) Close() error                        { return nil }

func (c catalogConn) Ping(ctx context.Context) error { return ctx.Err() }

func (c catalogConn) QueryContext(ctx context.Context, _ string, args []driver.NamedValue) (driver.Rows, error) {
	c.running.Add(1)
	defer c.running.Add(-1)
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-time.After(c.delay):
	}
	prefix := strings.TrimSuffix(args[0].Value.(string), "%")
	rows := &catalogRows{}
	for _, title := range c.catalog.titles {
		if strings.HasPrefix(title, prefix) {
			rows.left = append(rows.left, title)
		}
	}
	return rows, nil
}

type catalogRows struct{ left []string }

func (*catalogRows) Columns() []string { return []string{"title"} }
func (*catalogRows) Close() error      { return nil }

func (r *catalogRows) Next(dest []driver.Value) error {
	if len(r.left) == 0 {
		return io.EOF
	}
	dest[0], r.left = r.left[0], r.left[1:]
	return nil
}
