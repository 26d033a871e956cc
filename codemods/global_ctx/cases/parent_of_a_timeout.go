package store

import (
	"context"
	"database/sql"
	"net/http"
	"time"
)

var global = context.Background()

func health(db *sql.DB) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		ctx, cancel := context.WithTimeout(global, time.Second) // want unsafe "context.WithTimeout gets the global global"
		defer cancel()
		if err := db.PingContext(ctx); err != nil {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	})
}
