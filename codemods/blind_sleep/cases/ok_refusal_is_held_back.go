package login

import (
	"net/http"
	"time"
)

func known(r *http.Request) bool { return r.FormValue("password") != "" }

func login(w http.ResponseWriter, r *http.Request) {
	if !known(r) {
		time.Sleep(10 * time.Second)
		w.Header().Set("WWW-Authenticate", "Basic")
		http.Error(w, "wrong password", http.StatusUnauthorized)
		return
	}
	w.WriteHeader(http.StatusOK)
}

func status(w http.ResponseWriter, r *http.Request, delay time.Duration) {
	if delay > 0 {
		time.Sleep(delay)
	}
	w.WriteHeader(http.StatusUnauthorized)
}
