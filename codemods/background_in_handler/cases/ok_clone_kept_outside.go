package p

import (
	"context"
	"net/http"
)

func record(mux *http.ServeMux) *[]*http.Request {
	var requests []*http.Request
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		requests = append(requests, r.Clone(context.Background()))
	})
	return &requests
}
