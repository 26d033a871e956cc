package web

import (
	"context"
	"net/http"
)

func handleUser(w http.ResponseWriter, r *http.Request) error {
	name, err := load(context.Background(), r.FormValue("id")) // want unsafe "request|r\\.Context"
	if err != nil {
		return err
	}
	_, err = w.Write([]byte(name))
	return err
}

func load(ctx context.Context, id string) (string, error) { return id, ctx.Err() }
