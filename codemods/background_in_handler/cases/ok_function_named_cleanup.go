package web

import (
	"context"
	"net/http"
)

func cleanUp(r *http.Request) error {
	return remove(context.Background(), r.FormValue("upload"))
}

func rollbackUpload(r *http.Request) error {
	return remove(context.Background(), r.FormValue("upload"))
}

func closeSession(w http.ResponseWriter, r *http.Request) {
	if err := remove(context.Background(), r.FormValue("session")); err != nil {
		println(err.Error())
	}
}

func remove(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
