package web

import (
	"context"
	"database/sql"
	"net/http"
)

type failure struct {
	error
	retry func() error
}

type hub struct {
	db   *sql.DB
	last error
}

func (h *hub) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.last = &failure{http.ErrHandlerTimeout, func() error { return h.db.PingContext(context.Background()) }}
}

func (h *hub) retry() error {
	if f, ok := h.last.(*failure); ok {
		return f.retry()
	}
	return nil
}
