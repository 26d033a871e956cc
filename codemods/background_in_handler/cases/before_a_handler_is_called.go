package web

import (
	"context"
	"database/sql"
	"net/http"
)

func usage(db *sql.DB, allowed func(w http.ResponseWriter, r *http.Request) bool, next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !allowed(w, r) {
			return
		}
		if err := db.PingContext(context.Background()); err != nil { // want unsafe "r\\.Context"
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
			return
		}
		next(w, r)
	}
}
