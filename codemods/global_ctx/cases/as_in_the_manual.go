package p

import (
	"context"
	"net/http"
)

// Server answers from a cache.
type Server struct{ cache *cache }

var ctx = context.Background()

func (s *Server) getUser(w http.ResponseWriter, r *http.Request) {
	name, err := s.cache.Get(ctx, r.PathValue("id")) // want unsafe "instead of the request's r.Context"
	if err != nil {
		http.Error(w, "no such user", http.StatusNotFound)
		return
	}
	_, _ = w.Write([]byte(name))
}

type cache struct{ names map[string]string }

func (c *cache) Get(ctx context.Context, id string) (string, error) { return c.names[id], ctx.Err() }
