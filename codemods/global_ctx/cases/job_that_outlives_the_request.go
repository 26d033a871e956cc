package mail

import (
	"context"
	"net/http"
)

var ctx = context.Background()

type pool interface {
	Submit(ctx context.Context, job func())
}

func send(p pool) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		p.Submit(ctx, func() { println("mail") }) // want none "context.WithoutCancel.r.Context..."
	}
}
