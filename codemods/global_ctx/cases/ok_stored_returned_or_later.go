package store

import (
	"context"
	"database/sql"
	"net/http"
)

var ctx = context.Background()

type worker struct{ ctx context.Context }

func newWorker(r *http.Request) *worker { return &worker{ctx: ctx} }

func detached(c context.Context) context.Context { return ctx }

func handle(db *sql.DB) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		defer db.PingContext(ctx)
		go db.PingContext(ctx)
	}
}

func closeAll(c context.Context, server *http.Server) error { return server.Shutdown(ctx) }
