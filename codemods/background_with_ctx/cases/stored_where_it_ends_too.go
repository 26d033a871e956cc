package seen

import (
	"context"
	"database/sql"
)

func store(ctx context.Context, db *sql.DB, id string) error {
	_, err := db.ExecContext(ctx, "INSERT INTO seen VALUES ($1)", id)
	return err
}

func storeAll(ctx context.Context, db *sql.DB, in <-chan string) error {
	for {
		select {
		case <-ctx.Done():
			return store(context.Background(), db, "end")
		case id := <-in:
			if err := store(context.Background(), db, id); err != nil { // want unsafe "context ctx"
				return err
			}
		}
	}
}
