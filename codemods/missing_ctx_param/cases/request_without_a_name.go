package load

import (
	"context"
	"net/http"
)

func load(id string) error {
	return get(context.Background(), id) // want unsafe "load makes .* line 14 .* parameter ctx$"
}

// Show shows.
func Show(w http.ResponseWriter, r *http.Request) {
	if err := load(r.URL.Path); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

// All shows all.
func All(w http.ResponseWriter, _ *http.Request) {
	if err := load("all"); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func get(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
