package web

import (
	"context"
	"net/http"
)

func handleUser(w http.ResponseWriter, r *http.Request) {
	//ctxmend:ignore background-in-handler the ledger must be complete
	if err := book(context.Background(), r.FormValue("id")); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
	if err := book(context.Background(), r.FormValue("id")); err != nil { //nolint:contextcheck
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func book(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
