package web

import (
	"context"
	"net/http"
)

type session struct{ ctx context.Context }

var sessions = make(chan *session)

func handleOpen(w http.ResponseWriter, r *http.Request) {
	path := r.URL.Path
	go func() {
		println(path)
		sessions <- &session{ctx: context.Background()}
	}()
}
