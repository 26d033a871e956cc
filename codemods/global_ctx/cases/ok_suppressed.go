package store

import (
	"context"
	"database/sql"
	"net/http"
)

var ctx = context.Background()

var db *sql.DB

func health(w http.ResponseWriter, r *http.Request) {
	//ctxmend:ignore global-ctx the database is to be woken
	if err := db.PingContext(ctx); err != nil {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	db.PingContext(ctx) //nolint:contextcheck
}
