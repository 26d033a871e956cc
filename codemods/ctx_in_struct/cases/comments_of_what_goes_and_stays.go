package table

import (
	"context"
	"time"
)

type table struct {
	ctx  context.Context // want unsafe "3 functions from each to none get a parameter"
	rows []string
}

func open(ctx context.Context, rows ...string) *table {
	return &table{
		// the caller's
		ctx: ctx,
		// what there is to read
		rows: rows,
	}
}

func (t *table) get(i int) (string, error) { return row(t.ctx, t.rows, i) }

func (t *table) each( /* fn gets the row */ fn func(string) error) error {
	s, err := row(t.ctx, t.rows, 0)
	if err != nil {
		return err
	}
	return fn(s)
}

func (t *table) none() error {
	_, err := row(t.ctx, t.rows, 0)
	return err
}

func row(ctx context.Context, rows []string, i int) (string, error) {
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case <-time.After(time.Millisecond):
		return rows[i], nil
	}
}

func first(ctx context.Context, t *table) (string, error) {
	if err := t.none( /* nothing */ ); err != nil {
		return "", err
	}
	if err := t.each(func(string) error { return nil }); err != nil {
		return "", err
	}
	return t.get(
		// counted from zero
		0,
	)
}
