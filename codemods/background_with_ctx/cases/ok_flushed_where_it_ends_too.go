package seen

import (
	"context"
	"database/sql"
)

func flusher(ctx context.Context, db *sql.DB, in <-chan string) error {
	var batch []string
	flush := func(ctx context.Context) error {
		for _, id := range batch {
			if _, err := db.ExecContext(ctx, "INSERT INTO seen VALUES ($1)", id); err != nil {
				return err
			}
		}
		batch = nil
		return nil
	}
	for {
		select {
		case <-ctx.Done():
			return flush(context.Background())
		case id, ok := <-in:
			if !ok {
				return flush(context.Background())
			}
			if batch = append(batch, id); len(batch) == 100 {
				if err := flush(ctx); err != nil {
					return err
				}
			}
		}
	}
}
