package store

import (
	"context"
	"database/sql"
	"time"
)

func names(parent context.Context, db *sql.DB, queries []string) ([]string, error) {
	var all []string
	for _, query := range queries {
		ctx, cancel := context.WithTimeout(parent, time.Second)
		defer cancel() // want unsafe "what is deferred on line 18 runs behind a release in the iteration now"
		rows, err := db.QueryContext(ctx, query)
		if err != nil {
			return nil, err
		}
		defer rows.Close()
		for rows.Next() {
			var name string
			if err := rows.Scan(&name); err != nil {
				return nil, err
			}
			all = append(all, name)
		}
		if err := rows.Err(); err != nil {
			return nil, err
		}
	}
	return all, nil
}
