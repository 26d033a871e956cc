package web

import (
	"context"
	"database/sql"
	"net/http"
)

type base struct {
	w http.ResponseWriter
	r *http.Request
}

type users struct {
	base
	db *sql.DB
}

func (c *users) count() (n int, err error) {
	row := c.db.QueryRowContext(context.Background(), "SELECT count(*) FROM users") // want unsafe "c\\.r\\.Context"
	err = row.Scan(&n)
	return n, err
}
