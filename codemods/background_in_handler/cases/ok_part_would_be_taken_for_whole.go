package chat

import (
	"context"
	"errors"
	"io"
	"log"
	"net/http"
	"strings"
)

type stream interface {
	Recv() (string, error)
}

type client interface {
	Complete(ctx context.Context, prompt string) (stream, error)
}

type server struct {
	c     client
	saved map[string]string
}

// What comes of this is saved.
func (s *server) complete(r *http.Request) (answer string, ok bool) {
	parts, err := s.c.Complete(context.Background(), r.FormValue("prompt"))
	if err != nil {
		return "", false
	}
	var text strings.Builder
	for {
		part, err := parts.Recv()
		if err != nil {
			if !errors.Is(err, io.EOF) {
				log.Printf("receive: %v", err)
			}
			break
		}
		text.WriteString(part)
	}
	return text.String(), true
}

func (s *server) handle(w http.ResponseWriter, r *http.Request) {
	answer, ok := s.complete(r)
	if !ok {
		http.Error(w, "no answer", http.StatusBadGateway)
		return
	}
	s.saved[r.FormValue("id")] = answer
	io.WriteString(w, answer)
}
