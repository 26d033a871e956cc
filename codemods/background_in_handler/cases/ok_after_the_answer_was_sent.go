package web

import (
	"context"
	"fmt"
	"net/http"
)

func handleImport(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusAccepted)
	w.(http.Flusher).Flush()
	_ = load(context.Background(), r.URL.Path)
}

func load(ctx context.Context, id string) error {
	fmt.Println(id)
	return ctx.Err()
}
