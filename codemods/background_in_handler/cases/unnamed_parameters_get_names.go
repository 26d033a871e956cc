package web

import (
	"context"
	"net/http"
)

func handleHealth(http.ResponseWriter, *http.Request) {
	if err := ping(context.Background()); err != nil { // want unsafe "request|r\\.Context"
		panic(err)
	}
}

func ping(ctx context.Context) error { return ctx.Err() }
