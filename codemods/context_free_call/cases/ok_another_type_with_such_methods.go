package store

import "context"

type table struct{ rows []string }

func (t *table) Exec(query string, args ...any) error { return nil }

func (t *table) Query(query string) []string { return t.rows }

type executor interface {
	Exec(query string, args ...any) error
}

func clean(ctx context.Context, t *table, e executor) error {
	if len(t.Query("")) == 0 {
		return ctx.Err()
	}
	if err := e.Exec("DELETE"); err != nil {
		return err
	}
	return t.Exec("DELETE")
}
