package server

import (
	"context"
	"net/http"
)

type orders struct{}

func (o *orders) place(ctx context.Context) error                { return ctx.Err() }
func (o *orders) park(ctx context.Context, why string) error     { return ctx.Err() }
func (o *orders) postpone(ctx context.Context, why string) error { return ctx.Err() }

func (o *orders) serve(w http.ResponseWriter, r *http.Request) {
	switch err := o.place(r.Context()); err {
	case nil:
	case context.Canceled, context.DeadlineExceeded:
		o.park(context.Background(), "the client has left")
	default:
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}
