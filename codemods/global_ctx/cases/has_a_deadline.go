package store

import (
	"context"
	"database/sql"
	"net/http"
	"time"
)

var ctx, _ = context.WithTimeout(context.Background(), 10*time.Second)

var db *sql.DB

func health(w http.ResponseWriter, r *http.Request) {
	if err := db.PingContext(ctx); err != nil { // want none "ends at a time that does not depend on the request.*; it stays because r.Context.. may want a deadline"
		w.WriteHeader(http.StatusServiceUnavailable)
	}
}
