package web

import (
	"context"
	"net/http"
)

func handleWatch(w http.ResponseWriter, r *http.Request) {
	<-r.Context().Done()
	if err := forget(context.Background(), r.RemoteAddr); err != nil {
		println(err.Error())
	}
}

func forget(ctx context.Context, client string) error {
	println(client)
	return ctx.Err()
}
