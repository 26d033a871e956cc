package web

import (
	"context"
	"net/http"
)

type bound struct {
	ctx  context.Context
	next http.Handler
}

func (b *bound) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	b.next.ServeHTTP(w, r.WithContext(b.ctx))
}

func bind(ctx context.Context, next http.Handler) http.Handler { return &bound{ctx: ctx, next: next} }
