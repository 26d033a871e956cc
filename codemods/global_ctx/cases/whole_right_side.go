package store

import (
	"context"
	"database/sql"
	"net/http"
)

var global = context.Background()

var db *sql.DB

func health(w http.ResponseWriter, r *http.Request) {
	ctx := global // want unsafe "ctx is the global global"
	if err := db.PingContext(ctx); err != nil {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
}
