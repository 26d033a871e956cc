package orders

import (
	"context"
	"fmt"
	"net/http"
)

type store interface {
	count(ctx context.Context, state string) (int, error)
}

func active(s store, w http.ResponseWriter, r *http.Request) {
	// Canceled orders do not count.
	n, err := s.count(context.Background(), "active") // want unsafe "s.count gets"
	fmt.Fprintln(w, n, err)
}

func houses(s store, w http.ResponseWriter, r *http.Request) {
	// A detached house is counted apart.
	n, err := s.count(context.Background(), "detached") // want unsafe "s.count gets"
	fmt.Fprintln(w, n, err)
}

func all(s store, w http.ResponseWriter, r *http.Request) {
	// The count is kept even if canceled.
	n, err := s.count(context.Background(), "all")
	fmt.Fprintln(w, n, err)
}

func detached(s store, w http.ResponseWriter, r *http.Request) {
	// Detached calls are cheap.
	n, err := s.count(context.Background(), "all")
	fmt.Fprintln(w, n, err)
}
