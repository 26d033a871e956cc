package images

import (
	"context"
	"net/http"
)

type hooks struct {
	Run func(ctx context.Context) error
}

type store struct{ names []string }

func (s *store) create(ctx context.Context, name string) error {
	s.names = append(s.names, name)
	return ctx.Err()
}

var scheduled []hooks

func handleUpload(s *store) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		run := func(ctx context.Context) error {
			if err := ctx.Err(); err != nil {
				return err
			}
			return upload(s, r)
		}
		scheduled = append(scheduled, hooks{Run: run})
		w.WriteHeader(http.StatusAccepted)
	}
}

// upload is done when the response has been sent.
func upload(s *store, r *http.Request) error {
	return s.create(context.Background(), r.FormValue("name"))
}
