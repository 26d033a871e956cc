package users

import (
	"context"
	"database/sql"
	"errors"
)

var errNoUser = errors.New("no such user")

type names struct {
	db    *sql.DB
	known map[int]string
}

// get keeps what it has found, or not found, for all who ask later.
func (n *names) get(ctx context.Context, id int) string {
	if s, ok := n.known[id]; ok {
		return s
	}
	var s string
	if err := n.db.QueryRow("SELECT name FROM users WHERE id = $1", id).Scan(&s); err != nil {
		s = "unknown"
	}
	n.known[id] = s
	return s
}

func (n *names) find(ctx context.Context, id int) (string, error) {
	var s string
	if err := n.db.QueryRow("SELECT name FROM users WHERE id = $1", id).Scan(&s); err != nil {
		return "", errNoUser
	}
	return s, nil
}

func (n *names) findOrCreate(ctx context.Context, id int, create func(int) error) (string, error) {
	var s string
	err := n.db.QueryRow("SELECT name FROM users WHERE id = $1", id).Scan(&s)
	if err != nil {
		if err := create(id); err != nil {
			return "", err
		}
		return "new", nil
	}
	return s, nil
}
