package web

import (
	"context"
	"net/http"
)

func userOf(r *http.Request) (string, error) {
	if r == nil {
		return load(context.Background(), "nobody")
	}
	return load(r.Context(), r.FormValue("id"))
}

func load(ctx context.Context, id string) (string, error) { return id, ctx.Err() }
