package store

import (
	"context"
	"database/sql"
	"errors"
)

type keys interface {
	Put(ctx context.Context, key, value string) error
	Del(ctx context.Context, key string) error
}

// The mark goes away, whether the work was done or the caller has given up.
func marked(ctx context.Context, s keys, key string, work func(context.Context) error) error {
	if err := s.Put(ctx, key, "busy"); err != nil {
		return err
	}
	err := work(ctx)
	if derr := s.Del(context.Background(), key); derr != nil && err == nil {
		err = derr
	}
	return err
}

func joined(ctx context.Context, s keys, key string, work func(context.Context) error) (err error) {
	err = work(ctx)
	return errors.Join(err, s.Del(context.Background(), key))
}

func locked(ctx context.Context, conn *sql.Conn, id int64, work func(context.Context) error) error {
	if _, err := conn.ExecContext(ctx, "select pg_advisory_lock($1)", id); err != nil {
		return err
	}
	if err := work(ctx); err != nil {
		println(err.Error())
	}
	_, err := conn.ExecContext(context.Background(), "select pg_advisory_unlock($1)", id)
	return err
}
