package web

import (
	"context"
	"net/http"
)

type store interface {
	Put(name string) error
	Delete(ctx context.Context, name string) error
}

func handleUpload(files store, w http.ResponseWriter, r *http.Request) {
	if err := files.Put(r.FormValue("name")); err != nil {
		if err := files.Delete(context.Background(), r.FormValue("name")); err != nil {
			println(err.Error())
		}
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}
