package web

import (
	// context for the ping
	"context"
	"database/sql"
	"net/http"
)

func handleReady(db *sql.DB) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := db.PingContext(context.Background()); err != nil { // want unsafe "r\\.Context"
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	}
}
