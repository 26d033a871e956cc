package connect

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// The limit of the attempt may have run out where the pause begins.
func ping(ctx context.Context, db *sql.DB) error {
	var err error
	for i := 0; i < 8; i++ {
		try, cancel := context.WithTimeout(ctx, 5*time.Second)
		err = db.PingContext(try)
		cancel()
		if err == nil {
			return nil
		}
		time.Sleep(time.Second) // want unsafe "does not look at .{3}:"
	}
	return err
}

func pingThen(ctx context.Context, ping func(context.Context) error) error {
	var err error
	for i := 0; i < 8; i++ {
		try, cancel := context.WithTimeout(ctx, 5*time.Second)
		err = ping(try)
		if err != nil {
			time.Sleep(time.Second) // want none "does not look at .{3}:.*skip .{6}"
		} else {
			cancel()
			return nil
		}
		cancel()
	}
	return err
}

// The limit is for the round, and the pause a part of it.
func poll(ctx context.Context, begin, end func(context.Context) error) error {
	for {
		round, cancel := context.WithTimeout(ctx, time.Minute)
		if err := begin(round); err != nil {
			cancel()
			return err
		}
		time.Sleep(time.Second) // want none "does not look at .{5}:"
		err := end(round)
		cancel()
		if err != nil {
			return fmt.Errorf("end: %w", err)
		}
	}
}

// And here for all rounds.
func pollUntil(parent context.Context, ready func(context.Context) (bool, error)) error {
	ctx, cancel := context.WithTimeout(parent, time.Minute)
	defer cancel()
	for {
		ok, err := ready(ctx)
		if err != nil {
			return err
		}
		if ok {
			return nil
		}
		time.Sleep(time.Second) // want unsafe "does not look at .{3}:"
	}
}
