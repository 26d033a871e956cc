package search

import (
	"context"
	"encoding/json"
	"net/http"
	"time"
)

func handleSearch(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)

	titles, err := fanOut(ctx, r.FormValue("q"))
	if err != nil {
		ctx, cancel := context.WithTimeout(r.Context(), time.Second) // want safe "cancel"
		titles, err = fromDatabase(ctx, r.FormValue("q"))
		if err != nil {
			cancel()
			http.Error(w, "search is not available", http.StatusBadGateway)
			return
		}
		json.NewEncoder(w).Encode(titles)
		return
	}

	cancel()
	json.NewEncoder(w).Encode(titles)
}

func fanOut(ctx context.Context, query string) ([]string, error) {
	return []string{query}, ctx.Err()
}

func fromDatabase(ctx context.Context, query string) ([]string, error) {
	return []string{query}, ctx.Err()
}
