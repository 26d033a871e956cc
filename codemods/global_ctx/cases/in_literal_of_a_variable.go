package store

import (
	"context"
	"database/sql"
	"net/http"
)

var ctx = context.Background()

var db *sql.DB

var handlers = map[string]http.HandlerFunc{
	"/health": func(w http.ResponseWriter, r *http.Request) {
		if err := db.PingContext(ctx); err != nil { // want unsafe "global ctx"
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	},
}
