package web

import (
	stdctx "context"
	nethttp "net/http"
)

func handleUser(w nethttp.ResponseWriter, r *nethttp.Request) {
	if err := ping(stdctx.Background()); err != nil { // want unsafe "request|r\\.Context"
		nethttp.Error(w, err.Error(), nethttp.StatusServiceUnavailable)
	}
}

func ping(ctx stdctx.Context) error { return ctx.Err() }
