package web

import (
	"context"
	"net/http"
)

func handleUser(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	for _, r := range r.FormValue("id") {
		if err := load(context.Background(), r); err != nil { // want unsafe "context ctx"
			http.Error(w, err.Error(), http.StatusInternalServerError)
		}
	}
	println(ctx)
}

func handleGroup(w http.ResponseWriter, r *http.Request) {
	for _, r := range r.FormValue("id") {
		if err := load(context.Background(), r); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
		}
	}
}

func load(ctx context.Context, id rune) error {
	println(id)
	return ctx.Err()
}
