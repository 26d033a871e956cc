package web

import (
	"context"
	"net/http"
)

func handleWatch(events <-chan string, w http.ResponseWriter, r *http.Request) {
	for {
		select {
		case <-r.Context().Done():
			if err := forget(context.Background(), r.RemoteAddr); err != nil {
				println(err.Error())
			}
			return
		case event := <-events:
			w.Write([]byte(event))
		}
	}
}

func forget(ctx context.Context, client string) error {
	println(client)
	return ctx.Err()
}
