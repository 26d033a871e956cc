package cleaning

import (
	"context"
	"database/sql"
	"fmt"
	"log"
	"time"
)

func tell(ctx context.Context, db *sql.DB, before time.Time) error {
	result, err := db.Query("SELECT id FROM runs WHERE at < $1", before)
	if err != nil {
		return fmt.Errorf("tell: %w", err)
	}
	count := 0
	for result.Next() {
		count++
	}
	log.Print(count, " runs are old", ctx.Err())
	return nil
}

func drop(ctx context.Context, db *sql.DB, before time.Time) error {
	result, err := db.Query("DELETE FROM runs WHERE at < $1 RETURNING id", before)
	if err != nil {
		return fmt.Errorf("drop: %w", err)
	}
	for result.Next() {
		log.Print("one less")
	}
	return ctx.Err()
}

func number(ctx context.Context, db *sql.DB, before time.Time) (int, error) {
	result, err := db.Query("SELECT id FROM runs WHERE at < $1", before) // want unsafe "db.Query works"
	if err != nil {
		return 0, fmt.Errorf("number: %w", err)
	}
	count := 0
	for result.Next() {
		count++
	}
	if err := result.Err(); err != nil {
		return 0, err
	}
	return count, ctx.Err()
}
