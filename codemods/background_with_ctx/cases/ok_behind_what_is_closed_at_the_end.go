package events

import (
	"context"
	"database/sql"
	"time"
)

func events(ctx context.Context) <-chan int {
	ch := make(chan int)
	go func() {
		defer close(ch)
		for n := 0; ; n++ {
			select {
			case <-ctx.Done():
				return
			case <-time.After(time.Second):
			}
			select {
			case <-ctx.Done():
				return
			case ch <- n:
			}
		}
	}()
	return ch
}

func follow(ctx context.Context, db *sql.DB) error {
	last := 0
	for n := range events(ctx) {
		last = n
	}
	_, err := db.ExecContext(context.Background(), "UPDATE offsets SET n = $1", last)
	return err
}

func followKept(ctx context.Context, db *sql.DB) error {
	last, all := 0, events(ctx)
	for n := range all {
		last = n
	}
	_, err := db.ExecContext(context.Background(), "UPDATE offsets SET n = $1", last)
	return err
}
