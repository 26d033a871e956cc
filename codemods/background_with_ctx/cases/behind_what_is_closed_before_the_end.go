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
		for n := range 100 {
			select {
			case <-ctx.Done():
				return
			case <-time.After(time.Second):
			}
			ch <- n
		}
	}()
	return ch
}

func follow(ctx context.Context, db *sql.DB) error {
	last := 0
	for n := range events(ctx) {
		last = n
	}
	_, err := db.ExecContext(context.Background(), "UPDATE offsets SET n = $1", last) // want unsafe "context ctx"
	return err
}
