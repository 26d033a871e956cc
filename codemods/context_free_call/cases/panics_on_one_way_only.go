package router

import (
	"context"
	"database/sql"
	"fmt"
)

type Router struct {
	db *sql.DB
}

// Mostly the table is there: then nothing else is done that could fail.
func (r *Router) setUp(ctx context.Context, name string) {
	var found sql.NullString
	err := r.db.QueryRow("SELECT to_regclass($1)", name).Scan(&found)
	if err != nil {
		panic(fmt.Errorf("table %s: %w", name, err))
	}
	if found.Valid {
		return
	}
	_, err = r.db.ExecContext(ctx, "CREATE TABLE "+name+" (id INT)")
	if err != nil {
		panic(fmt.Errorf("table %s: %w", name, err))
	}
}

// It panics all the same.
func (r *Router) check(ctx context.Context, name string) {
	if err := r.db.PingContext(ctx); err != nil {
		panic(err)
	}
	var found sql.NullString
	err := r.db.QueryRow("SELECT to_regclass($1)", name).Scan(&found) // want unsafe "r.db.QueryRow works without"
	if err != nil {
		panic(fmt.Errorf("table %s: %w", name, err))
	}
}
