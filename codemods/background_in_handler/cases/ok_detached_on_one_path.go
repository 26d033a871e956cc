package web

import (
	"context"
	"net/http"
)

// Who has the request's context and puts another in its place means it.
func handleImport(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	if r.FormValue("wait") == "" {
		ctx = context.Background()
	}
	if err := load(ctx, r.FormValue("file")); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func load(ctx context.Context, file string) error {
	println(file)
	return ctx.Err()
}
