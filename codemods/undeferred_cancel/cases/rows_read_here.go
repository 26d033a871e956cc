package fetch

import (
	"context"
	"database/sql"
	"time"
)

func titles(parent context.Context, db *sql.DB) ([]string, error) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want safe "not released|discarded"
	rows, err := db.QueryContext(ctx, "SELECT title FROM titles")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var titles []string
	for rows.Next() {
		var title string
		if err := rows.Scan(&title); err != nil {
			return nil, err
		}
		titles = append(titles, title)
	}
	return titles, rows.Err()
}
