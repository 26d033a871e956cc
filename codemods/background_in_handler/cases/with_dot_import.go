package web

import (
	. "context"
	"net/http"
)

func handleUser(w http.ResponseWriter, r *http.Request) {
	if err := ping(Background()); err != nil { // want unsafe "request|r\\.Context"
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
	}
}

func ping(ctx Context) error { return ctx.Err() }
