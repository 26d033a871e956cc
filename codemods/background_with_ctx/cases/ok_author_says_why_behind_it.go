package jobs

import (
	"context"
	"database/sql"
	"log"
	"net/http"
)

func seen(db *sql.DB) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ctx := context.Background() // don't tie this to r: clients time out early
		if _, err := db.ExecContext(ctx, "INSERT INTO seen VALUES ($1)", r.Host); err != nil {
			log.Print(err)
		}
	}
}

func record(ctx context.Context, db *sql.DB) error {
	_, err := db.ExecContext(context.Background(), "UPDATE jobs SET done = true") // always record, even on shutdown
	return err
}

func recordAll(ctx context.Context, db *sql.DB) error {
	// Not tied to the caller.
	_, err := db.ExecContext(context.Background(), "UPDATE jobs SET done = true")
	return err
}
