package proxy

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"sync"
	"time"
)

type Server struct {
	client *http.Client
	base   string
	names  []string
	known  sync.Map
}

// Of a client who has left all others would get no headers either.
func (s *Server) setHeaders(dest http.Header, r *http.Request) {
	req, err := http.NewRequest(http.MethodPost, s.base+r.URL.Path, nil)
	if err != nil {
		log.Print(err)
		return
	}
	s.copyHeaders(dest, req)
	s.remember(dest)
}

func (s *Server) copyHeaders(dest http.Header, req *http.Request) error {
	resp, err := s.client.Do(req)
	if err != nil {
		return fmt.Errorf("headers: %w", err)
	}
	defer resp.Body.Close()
	for _, name := range s.names {
		dest[name] = resp.Header[name]
	}
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

func (s *Server) remember(headers http.Header) {
	for _, name := range s.names {
		s.known.Store(name, headers[name])
	}
	s.known.Store("time", time.Now())
}

// They are for this client alone.
func (s *Server) setHeadersAnew(dest http.Header, r *http.Request) {
	req, err := http.NewRequest(http.MethodPost, s.base+r.URL.Path, nil) // want unsafe "r.Context"
	if err != nil {
		log.Print(err)
		return
	}
	s.copyHeaders(dest, req)
	s.print(dest)
}

func (s *Server) print(headers http.Header) {
	for _, name := range s.names {
		log.Print(name, headers[name])
	}
}

// Only what has been got is kept.
func (s *Server) setHeadersOrFail(dest http.Header, r *http.Request) error {
	req, err := http.NewRequest(http.MethodPost, s.base+r.URL.Path, nil) // want unsafe "r.Context"
	if err != nil {
		return err
	}
	if err := s.copyHeaders(dest, req); err != nil {
		return err
	}
	s.remember(dest)
	return nil
}
