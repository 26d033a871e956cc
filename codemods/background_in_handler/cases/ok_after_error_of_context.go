package web

import (
	"context"
	"net/http"
)

func handleWatch(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	if ctx.Err() != nil {
		if err := forget(context.Background(), r.RemoteAddr); err != nil {
			println(err.Error())
		}
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func forget(ctx context.Context, client string) error {
	println(client)
	return ctx.Err()
}
