package web

import (
	"net/http"
	"time"
)

// What is tried again may have to be done though the client has left.
func handleFlush(flush func() error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		for flush() != nil {
			time.Sleep(time.Second) // want none "and may have to be done all the same"
		}
		w.WriteHeader(http.StatusNoContent)
	}
}
