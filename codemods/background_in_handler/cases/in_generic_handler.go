package web

import (
	"context"
	"encoding/json"
	"net/http"
)

func handle[T any](load func(context.Context, string) (T, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		value, err := load(context.Background(), r.FormValue("id")) // want unsafe "request|r\\.Context"
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		json.NewEncoder(w).Encode(value)
	}
}
