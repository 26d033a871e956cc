package web

import (
	"context"
	"log/slog"
	"net/http"
	"sync"
)

func handleSave(w http.ResponseWriter, r *http.Request) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func(ctx context.Context) {
		defer wg.Done()
		if err := notify(ctx, "a"); err != nil {
			println(err.Error())
		}
	}(context.TODO()) // want unsafe "goes on after the client has left"
	wg.Wait()
	w.WriteHeader(http.StatusNoContent)
}

func notify(ctx context.Context, id string) error {
	slog.InfoContext(ctx, "saved", "id", id)
	return ctx.Err()
}
