package web

import (
	"context"
	"net/http"
)

type queue interface {
	Enqueue(ctx context.Context, job string) error
}

func handleMail(jobs queue, w http.ResponseWriter, r *http.Request) {
	if err := jobs.Enqueue(context.Background(), r.FormValue("to")); err != nil { // want none "WithoutCancel"
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}
