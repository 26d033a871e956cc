package trace

import (
	"context"
	"net/http"
)

type key struct{}

// intercept notes where the request comes from.
func intercept(r *http.Request) context.Context {
	return interceptWithContext(r.Context(), r)
}

func interceptWithContext(ctx context.Context, r *http.Request) context.Context {
	return context.WithValue(ctx, key{}, r.RemoteAddr)
}

func middleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx := intercept(r)
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}
