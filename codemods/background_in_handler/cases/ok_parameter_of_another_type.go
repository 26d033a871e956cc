package web

import (
	"context"
	"net/http"
)

func record(values ...any) { println(len(values)) }

func handleUser(w http.ResponseWriter, r *http.Request) {
	record(context.Background(), r)
	w.WriteHeader(http.StatusNoContent)
}
