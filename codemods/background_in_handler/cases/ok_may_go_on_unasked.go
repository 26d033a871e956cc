package master

import (
	"context"
	"net/http"
)

type limiter interface {
	WaitN(ctx context.Context, n int) error
}

func handle(l limiter, next func() string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		l.WaitN(context.Background(), 1)
		w.Write([]byte(next() + r.URL.Path))
	}
}
