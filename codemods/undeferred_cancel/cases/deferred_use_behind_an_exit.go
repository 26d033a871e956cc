package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log"
)

type session struct {
	ctx  context.Context
	stop context.CancelFunc
}

// The row would not be written.
func start(ctx context.Context, db *sql.DB, dry bool) *session {
	ctx, cancel := context.WithCancel(ctx) // want none "when line 21 returns.*deferred on line 19 uses it when all is over"
	defer db.ExecContext(ctx, "insert into log values ('started')")
	if dry {
		return nil
	}
	return &session{ctx: ctx, stop: cancel}
}

// The error would be another.
func open(ctx context.Context, name string) (_ *session, err error) {
	ctx, cancel := context.WithCancel(ctx) // want none "deferred on line 30 uses it when all is over"
	defer func() {
		if err != nil && ctx.Err() != nil {
			err = fmt.Errorf("interrupted by the caller: %w", err)
		}
	}()
	if name == "" {
		return nil, errors.New("no name")
	}
	return &session{ctx: ctx, stop: cancel}, nil
}

// To log with it, and to close what was made with it, the context is not needed.
func query(ctx context.Context, db *sql.DB, name string) (*session, error) {
	ctx, cancel := context.WithCancel(ctx) // want safe "when line 45 or line 49 returns"
	rows, err := db.QueryContext(ctx, "select 1 from sessions")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	if name == "" {
		return nil, errors.New("no name")
	}
	return &session{ctx: ctx, stop: cancel}, nil
}

// What is deferred behind the exit does not run there.
func later(ctx context.Context, db *sql.DB, dry bool) *session {
	ctx, cancel := context.WithCancel(ctx) // want safe "when line 58 returns"
	if dry {
		return nil
	}
	defer func() {
		if _, err := db.ExecContext(ctx, "insert into log values ('started')"); err != nil {
			log.Print(err)
		}
	}()
	return &session{ctx: ctx, stop: cancel}
}
