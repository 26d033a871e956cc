package p

import (
	"context"
	"database/sql"
	"time"
)

// Each round would derive its context from the released one of the round before.
func saveEach(ctx context.Context, db *sql.DB, names []string) error {
	for _, name := range names {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(context.Background(), time.Second)
		_, err := db.ExecContext(ctx, "insert into names values (?)", name)
		cancel()
		if err != nil {
			return err
		}
	}
	return nil
}
