package fetch

import (
	"context"
	"net/http"
	"time"
)

func handleHealth(w http.ResponseWriter, r *http.Request) {
	ctx, _ := context.WithTimeout(r.Context(), time.Second) // want safe "not released|discarded"
	if err := ping(ctx); err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func ping(ctx context.Context) error { return ctx.Err() }
