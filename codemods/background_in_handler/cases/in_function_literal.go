package web

import (
	"context"
	"net/http"
)

func routes(mux *http.ServeMux) {
	mux.HandleFunc("/user", func(w http.ResponseWriter, r *http.Request) {
		name, err := load(context.Background(), r.FormValue("id")) // want unsafe "request|r\\.Context"
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Write([]byte(name))
	})
}

func load(ctx context.Context, id string) (string, error) { return id, ctx.Err() }
