package store

import (
	"context"
	"database/sql"
	"net/http"
)

var ctx = context.Background()

var db *sql.DB

func ping() error { return db.PingContext(ctx) }

func health(w http.ResponseWriter, r *http.Request) {
	if err := db.PingContext(ctx); err != nil { // want unsafe "instead of the request's r.Context"
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
	}
}

func ready(w http.ResponseWriter, r *http.Request) {
	if err := ping(); err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
	}
}
