package ping

import (
	"context"
	"database/sql"
	"time"
)

func wait(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		return nil
	}
}

// Each round has a limit of its own, which has not ended.
func hiding(ctx context.Context, dbs []*sql.DB) error {
	for _, db := range dbs {
		ctx, cancel := context.WithTimeout(ctx, time.Second)
		if err := wait(ctx); err != nil {
			cancel()
			return err
		}
		err := db.Ping() // want unsafe "PingContext takes it"
		cancel()
		if err != nil {
			return err
		}
	}
	return nil
}

func named(ctx context.Context, dbs []*sql.DB) error {
	for _, db := range dbs {
		pingCtx, cancel := context.WithTimeout(ctx, time.Second)
		if err := wait(pingCtx); err != nil {
			cancel()
			return err
		}
		err := db.Ping() // want unsafe "the context pingCtx"
		cancel()
		if err != nil {
			return err
		}
	}
	return nil
}

type key struct{}

// What each round makes is of one that has ended.
func ofOneThatHasEnded(ctx context.Context, dbs []*sql.DB) error {
	all, stop := context.WithTimeout(ctx, time.Second)
	err := wait(all)
	stop()
	if err != nil {
		return err
	}
	for i, db := range dbs {
		one := context.WithValue(all, key{}, i)
		println(one.Value(key{}))
		if err := db.Ping(); err != nil { // want unsafe "the context ctx"
			return err
		}
	}
	return nil
}

// In the second round it is made of the one that has ended in the first.
func ofItself(ctx context.Context, dbs []*sql.DB) error {
	for _, db := range dbs {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, time.Second)
		err := wait(ctx)
		if err == nil {
			err = db.Ping()
		}
		cancel()
		if err != nil {
			return err
		}
	}
	return nil
}
