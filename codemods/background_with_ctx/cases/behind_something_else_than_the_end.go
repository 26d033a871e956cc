package workers

import (
	"context"
	"database/sql"
	"time"
)

// What tells of the work as well tells nothing of the end.
func viaWork(ctx context.Context, db *sql.DB) error {
	stop := make(chan struct{}, 2)
	context.AfterFunc(ctx, func() { stop <- struct{}{} })
	time.AfterFunc(time.Second, func() { stop <- struct{}{} })
	<-stop
	_, err := db.ExecContext(context.Background(), "UPDATE workers SET up = false") // want unsafe "context ctx"
	return err
}

func waitFor(done <-chan struct{}, limit time.Duration) {
	select {
	case <-done:
	case <-time.After(limit):
	}
}

func viaHelper(ctx context.Context, db *sql.DB) error {
	waitFor(ctx.Done(), time.Second)
	_, err := db.ExecContext(context.Background(), "UPDATE workers SET up = false") // want unsafe "context ctx"
	return err
}
