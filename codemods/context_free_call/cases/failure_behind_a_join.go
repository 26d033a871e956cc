package server

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"net/http"
	"sync"
)

type server struct {
	addr    string
	secure  *tls.Config
	waiting sync.WaitGroup
}

func (s *server) serve(ctx context.Context) {
	var l net.Listener
	var err error
	if s.secure != nil {
		l, err = tls.Listen("tcp", s.addr, s.secure)
	} else {
		l, err = net.Listen("tcp", s.addr)
	}
	if err != nil {
		panic(err)
	}
	s.accept(ctx, l)
}

func (s *server) run(ctx context.Context) error {
	var l net.Listener
	var err error
	if s.secure != nil {
		l, err = tls.Listen("tcp", s.addr, s.secure)
	} else {
		l, err = net.Listen("tcp", s.addr) // want unsafe "ListenConfig"
	}
	if err != nil {
		return fmt.Errorf("listen on %s: %w", s.addr, err)
	}
	s.accept(ctx, l)
	return nil
}

func (s *server) accept(ctx context.Context, l net.Listener) {
	stop := context.AfterFunc(ctx, func() { l.Close() })
	defer stop()
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		s.waiting.Add(1)
		go func() {
			defer s.waiting.Done()
			conn.Close()
		}()
	}
}

func handleIndex(w http.ResponseWriter, r *http.Request) {
	resp, err := http.Get("http://backend/index")
	if err != nil {
		panic(err)
	}
	defer resp.Body.Close()
	w.WriteHeader(resp.StatusCode)
}

func handlePage(w http.ResponseWriter, r *http.Request) {
	resp, err := http.Get("http://backend/page") // want unsafe "NewRequestWithContext takes it"
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	w.WriteHeader(resp.StatusCode)
}
