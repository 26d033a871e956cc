package store

import (
	"context"
	"net/http"
)

var ctx = context.Background()

type accounts interface {
	DeleteAccount(ctx context.Context, id string) error
	DeleteFiles(ctx context.Context, id string) error
}

func remove(a accounts) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		id := r.PathValue("id")
		if err := a.DeleteAccount(ctx, id); err != nil { // want none "one of several changes in a row"
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		if err := a.DeleteFiles(ctx, id); err != nil { // want none "one of several changes in a row"
			http.Error(w, err.Error(), http.StatusInternalServerError)
		}
	}
}
