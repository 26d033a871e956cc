package workers

import (
	"context"
	"database/sql"
)

func viaFunction(ctx context.Context, db *sql.DB) error {
	stop := make(chan struct{})
	context.AfterFunc(ctx, func() { close(stop) })
	<-stop
	_, err := db.ExecContext(context.Background(), "UPDATE workers SET up = false")
	return err
}

func viaRange(ctx context.Context, db *sql.DB) error {
	for range ctx.Done() {
	}
	_, err := db.ExecContext(context.Background(), "UPDATE workers SET up = false")
	return err
}

func waitFor(done <-chan struct{}) { <-done }

func viaHelper(ctx context.Context, db *sql.DB) error {
	waitFor(ctx.Done())
	_, err := db.ExecContext(context.Background(), "UPDATE workers SET up = false")
	return err
}
