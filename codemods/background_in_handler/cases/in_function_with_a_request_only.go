package web

import (
	"context"
	"net/http"
)

func userOf(request *http.Request) (string, error) {
	return load(context.Background(), request.FormValue("id")) // want unsafe "request"
}

func load(ctx context.Context, id string) (string, error) { return id, ctx.Err() }
