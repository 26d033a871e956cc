package orders

import (
	stdctx "context"
	"database/sql"
)

type order struct{ Canceled bool }

type store struct{ db *sql.DB }

func (s *store) find(ctx stdctx.Context, id string) (name string, err error) {
	err = s.db.QueryRowContext(ctx, "SELECT name FROM names WHERE id = $1", id).Scan(&name)
	return name, err
}

func (s *store) behindTheEnd(ctx stdctx.Context) (string, error) {
	if stdctx.Cause(ctx) != nil {
		return s.find(stdctx.Background(), "x")
	}
	return s.find(ctx, "x")
}

func (s *store) ofACanceledOrder(ctx stdctx.Context, o order) (string, error) {
	if o.Canceled == true {
		return s.find(stdctx.Background(), "x") // want unsafe "instead of the context ctx"
	}
	return s.find(ctx, "x")
}
