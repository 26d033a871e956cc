package images

import (
	"context"
	"net/http"
)

type route struct {
	Path   string
	Handle http.HandlerFunc
}

type store struct{ names []string }

func (s *store) create(ctx context.Context, name string) error {
	s.names = append(s.names, name)
	return ctx.Err()
}

func routes(s *store) []route {
	return []route{
		{Path: "/images", Handle: func(w http.ResponseWriter, r *http.Request) {
			if err := upload(s, r); err != nil {
				http.Error(w, err.Error(), http.StatusInternalServerError)
			}
		}},
	}
}

func upload(s *store, r *http.Request) error {
	return s.create(context.Background(), r.FormValue("name")) // want unsafe "s.create gets"
}
