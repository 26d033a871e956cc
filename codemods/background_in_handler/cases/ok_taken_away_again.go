package web

import (
	"context"
	"database/sql"
	"fmt"
	"log"
	"net/http"
)

type redis interface {
	SetNX(ctx context.Context, key string) (bool, error)
	Del(ctx context.Context, key string) error
}

func stats(rdb redis, db *sql.DB) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if ok, err := rdb.SetNX(r.Context(), "lock"); err != nil || !ok {
			w.WriteHeader(http.StatusConflict)
			return
		}
		var n int
		err := db.QueryRowContext(r.Context(), "SELECT count(*) FROM items").Scan(&n)
		if derr := rdb.Del(context.Background(), "lock"); derr != nil {
			log.Print(derr)
		}
		fmt.Fprintln(w, n, err)
	}
}
