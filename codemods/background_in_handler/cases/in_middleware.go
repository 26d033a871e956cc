package web

import (
	"context"
	"net/http"
)

func authorized(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		user, err := load(context.Background(), r.Header.Get("Authorization")) // want unsafe "request|r\\.Context"
		if err != nil || user == "" {
			http.Error(w, "who are you?", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func load(ctx context.Context, token string) (string, error) { return token, ctx.Err() }
