package web

import (
	. "context"
	"database/sql"
	"net/http"
)

func handleReady(db *sql.DB) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := db.PingContext(Background()); err != nil { // want unsafe "r\\.Context"
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	}
}
