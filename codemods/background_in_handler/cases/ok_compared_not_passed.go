package web

import (
	"context"
	"net/http"
)

func handleUser(w http.ResponseWriter, r *http.Request) {
	if r.Context() == context.Background() {
		http.Error(w, "not served by a server", http.StatusInternalServerError)
	}
}
