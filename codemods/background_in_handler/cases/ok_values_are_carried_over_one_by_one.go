package api

import (
	"context"
	"net/http"
)

type spanKey struct{}

func spanOf(ctx context.Context) any { return ctx.Value(spanKey{}) }

func withSpan(ctx context.Context, span any) context.Context {
	return context.WithValue(ctx, spanKey{}, span)
}

func adapt(handle func(context.Context) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ctx := context.Background()
		if span := spanOf(r.Context()); span != nil {
			ctx = withSpan(ctx, span)
		}
		if err := handle(ctx); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
		}
	}
}
