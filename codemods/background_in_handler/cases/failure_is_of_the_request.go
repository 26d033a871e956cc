package web

import (
	"context"
	"net/http"
)

type outcome struct {
	text string
	err  error
}

type loader interface {
	Load(ctx context.Context) (string, error)
}

func handle(w http.ResponseWriter, r *http.Request, l loader) {
	var o outcome
	o.text, o.err = l.Load(context.Background()) // want unsafe "l.Load gets"
	if o.err != nil {
		http.Error(w, o.err.Error(), http.StatusInternalServerError)
	}
}
