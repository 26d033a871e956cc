package fill

import (
	"context"
	"database/sql"
)

// What ends too soon would be taken for the whole.
func fill(ctx context.Context, db *sql.DB) error {
	if err := db.PingContext(ctx); err != nil {
		return err
	}
	rows, err := db.Query("SELECT id FROM jobs WHERE version IS NULL")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id int
		if err := rows.Scan(&id); err != nil {
			return err
		}
		if _, err := db.ExecContext(ctx, "UPDATE jobs SET version = 1 WHERE id = $1", id); err != nil {
			return err
		}
	}
	return nil
}

func fillAndAsk(ctx context.Context, db *sql.DB) error {
	if err := db.PingContext(ctx); err != nil {
		return err
	}
	rows, err := db.Query("SELECT id FROM jobs WHERE version IS NULL") // want unsafe "db.Query works without"
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id int
		if err := rows.Scan(&id); err != nil {
			return err
		}
		if _, err := db.ExecContext(ctx, "UPDATE jobs SET version = 1 WHERE id = $1", id); err != nil {
			return err
		}
	}
	return rows.Err()
}

// That there is none would be taken for a new table.
func first(ctx context.Context, db *sql.DB) error {
	if err := db.PingContext(ctx); err != nil {
		return err
	}
	rows, err := db.Query("SELECT version FROM schema")
	if err != nil {
		return err
	}
	defer rows.Close()
	if !rows.Next() {
		_, err := db.ExecContext(ctx, "INSERT INTO schema VALUES (-1)")
		return err
	}
	return rows.Err()
}

func list(ctx context.Context, db *sql.DB) ([]int, error) {
	if err := db.PingContext(ctx); err != nil {
		return nil, err
	}
	rows, err := db.Query("SELECT id FROM jobs") // want unsafe "db.Query works without"
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []int
	for rows.Next() {
		var id int
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		all = append(all, id)
	}
	return all, nil
}

// Who receives them would take what has come for all.
func send(ctx context.Context, db *sql.DB, ids chan<- int) error {
	if err := db.PingContext(ctx); err != nil {
		return err
	}
	rows, err := db.Query("SELECT id FROM jobs")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id int
		if err := rows.Scan(&id); err != nil {
			return err
		}
		ids <- id
	}
	return nil
}
