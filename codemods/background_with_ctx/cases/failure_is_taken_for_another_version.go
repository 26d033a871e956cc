package tree

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

type root struct {
	actors  string
	version int
}

type store struct {
	db *sql.DB
}

func (s *store) get(ctx context.Context, id string, r *root) error {
	row := s.db.QueryRowContext(ctx, "SELECT actors, version FROM roots WHERE id = ?", id)
	return row.Scan(&r.actors, &r.version)
}

func load(ctx context.Context, s *store, id string) (*root, error) {
	var r root
	if err := s.get(context.TODO(), id, &r); err != nil {
		r.actors = id
		r.version = 0
	}
	if r.version > 1 {
		return nil, fmt.Errorf("version %d", r.version)
	}
	return &r, ctx.Err()
}

func find(ctx context.Context, s *store, id string) (*root, error) {
	var r root
	if err := s.get(context.TODO(), id, &r); err != nil { // want unsafe "s.get gets"
		if !errors.Is(err, sql.ErrNoRows) {
			return nil, err
		}
		r.actors = id
	}
	return &r, ctx.Err()
}
