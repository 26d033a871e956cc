package serve

import (
	"context"
	"net/http"
	"time"
)

// The request is the caller's, and goes on with it.
func limit(w http.ResponseWriter, r *http.Request) {
	ctx, _ := context.WithTimeout(r.Context(), time.Second) // want none "it made something that is stored"
	*r = *r.WithContext(ctx)
}

func Chain(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		limit(w, r)
		next.ServeHTTP(w, r)
	})
}

type limited struct{ next http.Handler }

// What is done with the request is done here.
func (l limited) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	ctx, _ := context.WithTimeout(r.Context(), time.Second) // want unsafe "discarded"
	*r = *r.WithContext(ctx)
	l.next.ServeHTTP(w, r)
}
