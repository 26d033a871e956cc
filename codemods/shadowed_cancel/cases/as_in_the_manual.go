package p

import (
	"context"
	"net/http"
	"time"
)

type server struct{ name string }

func (s *server) handleSearch(w http.ResponseWriter, r *http.Request) {
	query := r.FormValue("q")
	ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
	results, err := s.search(ctx, query)
	if err != nil {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second) // want safe "hides the one of line 13, which is not called when line 19 returns"
		defer cancel()
		s.report(ctx, err)
		return
	}
	render(w, results)
	cancel()
}

func (s *server) search(ctx context.Context, query string) (string, error) {
	return s.name + query, ctx.Err()
}

func (s *server) report(ctx context.Context, err error) { println(s.name, err, ctx.Err()) }

func render(w http.ResponseWriter, results string) { _, _ = w.Write([]byte(results)) }
