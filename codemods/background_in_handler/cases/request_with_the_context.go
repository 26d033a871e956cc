package web

import (
	"context"
	"net/http"
)

type key struct{}

type keeper struct{ last *http.Request }

// What keeps the request keeps its context with it, whichever that is.
func (k *keeper) marked(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx := context.WithValue(context.Background(), key{}, "value") // want unsafe "request|r\\.Context"
		r = r.WithContext(ctx)
		k.last = r
		next.ServeHTTP(w, r)
	})
}
