package web

import (
	"context"
	"log"
	"net/http"
)

func handleHealth(http.ResponseWriter, *http.Request) {
	if err := ping(context.Background()); err != nil { // want unsafe "request|r\\.Context"
		log.Print(err)
	}
}

func ping(ctx context.Context) error { return ctx.Err() }
