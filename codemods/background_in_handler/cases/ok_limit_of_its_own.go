package hook

import (
	"context"
	"net/http"
	"time"
)

type store interface {
	Find(ctx context.Context, name string) (string, error)
	Build(ctx context.Context, id string) error
}

// Who sends hooks does not wait for what they start.
func handle(s store) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		id, err := s.Find(r.Context(), r.FormValue("name"))
		if err != nil {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
		defer cancel()
		if err := s.Build(ctx, id); err != nil {
			w.WriteHeader(http.StatusInternalServerError)
		}
	}
}
