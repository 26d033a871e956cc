package search

import (
	"context"
	"database/sql"
	"time"
)

func set(parent context.Context, d time.Duration) error {
	var ctx context.Context
	set := func() {
		ctx, _ = context.WithTimeout(parent, d) // want none "function around"
	}
	set()
	return work(ctx)
}

func made(parent context.Context, db *sql.DB, again func(func() error) error) (int, error) {
	var rows *sql.Rows
	err := again(func() (err error) {
		ctx, _ := context.WithTimeout(parent, time.Second) // want none "is stored"
		rows, err = db.QueryContext(ctx, "SELECT 1")
		return err
	})
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	n := 0
	for rows.Next() {
		n++
	}
	return n, rows.Err()
}

func another(parent context.Context, d time.Duration, each func(before, do func())) {
	var ctx context.Context
	each(func() {
		ctx, _ = context.WithTimeout(parent, d) // want none "function around"
	}, func() {
		_ = work(ctx)
	})
}

func own(ctx context.Context, d time.Duration) error {
	if err := work(ctx); err != nil {
		return err
	}
	var err error
	func() {
		ctx, _ = context.WithTimeout(ctx, d) // want safe "discarded"
		err = work(ctx)
	}()
	return err
}

func work(ctx context.Context) error { return ctx.Err() }
