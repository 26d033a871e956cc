package store

import (
	"context"
	"database/sql"
	"net/http"
)

var global = context.Background()

type user struct{}

func health(db *sql.DB) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		named := context.WithValue(global, user{}, r.FormValue("user")) // want unsafe "context.WithValue gets the global global"
		if err := db.PingContext(named); err != nil {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		if err := db.PingContext(global); err != nil { // want unsafe "db.PingContext gets the global global"
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	}
}
