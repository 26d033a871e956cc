package chat

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
)

type stream interface {
	Recv() (string, error)
}

type client interface {
	Complete(ctx context.Context, prompt string) (stream, error)
}

type server struct{ c client }

// It says where the answer is not whole.
func (s *server) complete(r *http.Request) (answer string, err error) {
	parts, err := s.c.Complete(context.Background(), r.FormValue("prompt")) // want unsafe "after the .+ has ended"
	if err != nil {
		return "", err
	}
	var text strings.Builder
	for {
		part, err := parts.Recv()
		if errors.Is(err, io.EOF) {
			return text.String(), nil
		}
		if err != nil {
			return "", err
		}
		text.WriteString(part)
	}
}
