package web

import (
	"context"
	"database/sql"
	"log"
	"net/http"
)

type hub struct {
	db   *sql.DB
	kick func(context.Context)
}

func newHub(db *sql.DB) *hub {
	h := &hub{db: db}
	h.kick = h.refresh
	return h
}

func (h *hub) refresh(ctx context.Context) {
	go func() {
		if _, err := h.db.ExecContext(ctx, "REFRESH MATERIALIZED VIEW stats"); err != nil {
			log.Print(err)
		}
	}()
}

func (h *hub) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.kick(context.Background())
	w.WriteHeader(http.StatusAccepted)
}
