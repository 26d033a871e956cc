package web

import (
	"context"
	"fmt"
	"net/http"
)

func handleEvents(w http.ResponseWriter, r *http.Request) {
	flusher := w.(http.Flusher)
	for i := range 10 {
		if err := load(context.Background(), r.URL.Path); err != nil { // want unsafe "load gets"
			return
		}
		fmt.Fprintf(w, "data: %d\n\n", i)
		flusher.Flush()
	}
}

func load(ctx context.Context, id string) error {
	fmt.Println(id)
	return ctx.Err()
}
