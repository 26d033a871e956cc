package web

import (
	"net/http"
	"time"
)

func handleTraffic(w http.ResponseWriter, r *http.Request) {
	for {
		if _, err := w.Write([]byte(".")); err != nil {
			return
		}
		select {
		case <-r.Context().Done():
			return
		default:
		}
		time.Sleep(time.Second) // want unsafe "does not look at r[.]"
	}
}

func handleLogin(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("name") == "" {
		time.Sleep(time.Second) // want unsafe "does not look at r[.]"
		w.WriteHeader(http.StatusAccepted)
	}
}
