package web

import (
	"context"
	"net/http"
)

type userHandler struct{}

func (userHandler) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	name, err := load(context.TODO(), req.FormValue("id")) // want unsafe "request|req\\.Context"
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Write([]byte(name))
}

func load(ctx context.Context, id string) (string, error) { return id, ctx.Err() }
