package web

import (
	"context"
	"net/http"
)

var base context.Context

func handleConfigure(w http.ResponseWriter, r *http.Request) {
	configure(context.Background(), r.FormValue("name"))
	w.WriteHeader(http.StatusNoContent)
}

func configure(ctx context.Context, name string) {
	println(name)
	base = ctx
}
