package web

import (
	"context"
	"net/http"
)

type cache interface {
	GetOrLoad(key string, load func(key string) (string, error)) (string, error)
}

func handleUser(users cache, w http.ResponseWriter, r *http.Request) {
	name, err := users.GetOrLoad(r.FormValue("id"), func(key string) (string, error) {
		return load(context.Background(), key)
	})
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Write([]byte(name))
}

func load(ctx context.Context, id string) (string, error) { return id, ctx.Err() }
