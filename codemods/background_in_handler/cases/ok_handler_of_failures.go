package web

import (
	"context"
	"database/sql"
	"net/http"
)

type proxy struct {
	onError func(w http.ResponseWriter, r *http.Request, err error)
}

type limiter interface {
	Decrement(ctx context.Context, key string) error
}

// The request has failed, perhaps since its client has left.
func limited(p *proxy, l limiter, db *sql.DB) {
	p.onError = func(w http.ResponseWriter, r *http.Request, err error) {
		if err := l.Decrement(context.Background(), r.RemoteAddr); err != nil {
			println(err.Error())
		}
		if _, err := db.Exec("update busy set n = n - 1"); err != nil {
			println(err.Error())
		}
		http.Error(w, err.Error(), http.StatusBadGateway)
	}
}
