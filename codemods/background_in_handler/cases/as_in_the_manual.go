package p

import (
	"context"
	"net/http"
)

func handleUser(w http.ResponseWriter, r *http.Request) {
	user, err := load(context.Background(), r.FormValue("id")) // want unsafe "instead of the request's r.Context"
	if err != nil {
		http.Error(w, "no such user", http.StatusNotFound)
		return
	}
	_, _ = w.Write([]byte(user))
}

func load(ctx context.Context, id string) (string, error) { return id, ctx.Err() }
