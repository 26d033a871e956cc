package main

import (
	"context"
	"net/http"
	"os/exec"
)

type client struct {
	ctx context.Context
	bin string
}

func (c *client) call(path string) error { return exec.CommandContext(c.ctx, c.bin, path).Run() }

type server struct{ c *client }

// serve hears of who was first; the other goes on.
func (s *server) serve(w http.ResponseWriter, r *http.Request) {
	errs := make(chan error, 2)
	go func() { errs <- s.c.call("a") }()
	go func() { errs <- s.c.call("b") }()
	if err := <-errs; err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func main() {
	s := &server{c: &client{ctx: context.Background(), bin: "ls"}}
	http.HandleFunc("/", s.serve)
	http.ListenAndServe(":1", nil)
}
