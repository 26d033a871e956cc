package web

import (
	"context"
	"net/http"
)

// Half of the uses must go on after the request.
func handleUser(w http.ResponseWriter, r *http.Request) {
	ctx := context.Background()
	defer unlock(ctx, r.FormValue("id"))
	if err := ping(ctx); err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
	}
}

func unlock(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}

func ping(ctx context.Context) error { return ctx.Err() }
