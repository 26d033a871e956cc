package fetch

import (
	"context"
	"database/sql"
	"time"
)

// The rows work with the context when they are read: they must not be bound before a release.
func first(parent context.Context, db *sql.DB, queries <-chan string) (*sql.Rows, error) {
	for query := range queries {
		switch query {
		case "":
			println("nothing to do")
		default:
			ctx, _ := context.WithTimeout(parent, time.Minute) // want none "discarded"
			if ctx.Err() != nil {
				continue
			}
			return db.QueryContext(ctx, query)
		}
	}
	return nil, nil
}
