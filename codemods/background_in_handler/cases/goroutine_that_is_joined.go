package web

import (
	"context"
	"net/http"
	"sync"
)

func handleUsers(w http.ResponseWriter, r *http.Request) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		if err := ping(context.Background()); err != nil { // want unsafe "request|r\\.Context"
			println(err.Error())
		}
	}()
	wg.Wait()
	w.WriteHeader(http.StatusNoContent)
}

func ping(ctx context.Context) error { return ctx.Err() }
