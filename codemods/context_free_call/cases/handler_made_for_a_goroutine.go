package main

import (
	"log"
	"net/http"
	"os/exec"
)

type server struct{ addr string }

// What a go statement's call is given is worked out before; and whoever makes the literal of a middleware, it runs
// while its request is served.
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	out, err := exec.Command("git", "describe").Output() // want unsafe "without the request's r.Context"
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Write(out)
}

func logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet {
			w.WriteHeader(http.StatusMethodNotAllowed)
			return
		}
		next.ServeHTTP(w, r)
	})
}

type mirror struct{ next http.Handler }

// It is answered before the other has begun.
func (m *mirror) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	go m.replay(r)
	w.WriteHeader(http.StatusAccepted)
}

func (m *mirror) replay(r *http.Request) {
	if err := exec.Command("git", "fetch", r.URL.Path).Run(); err != nil {
		log.Print(err)
	}
}

func main() {
	go http.ListenAndServe(":8080", logged(&server{}))
	go func() {
		log.Fatal(http.ListenAndServe(":8081", logged(&mirror{})))
	}()
	select {}
}
