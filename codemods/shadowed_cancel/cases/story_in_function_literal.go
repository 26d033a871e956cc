package search

import (
	"context"
	"net/http"
	"time"
)

func routes(mux *http.ServeMux) {
	mux.HandleFunc("/search", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
		if err := ask(ctx); err != nil {
			ctx, cancel := context.WithTimeout(r.Context(), time.Second) // want safe "cancel"
			defer cancel()
			if err := ask(ctx); err != nil {
				http.Error(w, err.Error(), http.StatusBadGateway)
			}
			return
		}
		cancel()
		w.WriteHeader(http.StatusNoContent)
	})
}

func ask(ctx context.Context) error { return ctx.Err() }
