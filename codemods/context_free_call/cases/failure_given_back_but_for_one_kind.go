package queue

import (
	"context"
	"database/sql"
	"fmt"
)

type queue struct{ db *sql.DB }

func (q *queue) put(ctx context.Context, id string) error {
	var state string
	err := q.db.QueryRow("SELECT state FROM jobs WHERE id = ?", id).Scan(&state) // want unsafe "QueryRowContext takes it"
	if err == nil {
		return fmt.Errorf("job %s is there already (%s)", id, state)
	}
	if err != sql.ErrNoRows {
		return err
	}
	_, err = q.db.ExecContext(ctx, "INSERT INTO jobs (id) VALUES (?)", id)
	return err
}
