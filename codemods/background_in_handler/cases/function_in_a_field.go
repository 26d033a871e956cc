package web

import (
	"context"
	"database/sql"
	"net/http"
)

type hub struct {
	db    *sql.DB
	check func(context.Context) error
	other func(context.Context) error
}

func newHub(db *sql.DB, other func(context.Context) error) *hub {
	h := &hub{db: db, other: other}
	h.check = h.ping
	return h
}

func (h *hub) ping(ctx context.Context) error { return h.db.PingContext(ctx) }

func (h *hub) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := h.check(context.Background()); err != nil { // want unsafe "the client has left$"
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
	}
}

func (h *hub) handleOther(w http.ResponseWriter, r *http.Request) {
	if err := h.other(context.Background()); err != nil { // want unsafe "may be kept by h\\.other"
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
	}
}
