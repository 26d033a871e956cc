package apps

import (
	"context"
	"net/http"
)

type key struct{}

var root = context.Background()

var indirect = context.WithValue(root, key{}, "app")

var copied = root

var limited, release = context.WithCancel(root)

type kv interface {
	Get(ctx context.Context, k string) (string, error)
}

func withValues(s kv, w http.ResponseWriter, r *http.Request) {
	if _, err := s.Get(indirect, "b"); err != nil { // want none "has values"
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func bare(s kv, w http.ResponseWriter, r *http.Request) {
	if _, err := s.Get(copied, "b"); err != nil { // want unsafe "the global copied"
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

// It ends when the program stops.
func stoppable(s kv, w http.ResponseWriter, r *http.Request) {
	if _, err := s.Get(limited, "b"); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func stop() {
	release()
}
