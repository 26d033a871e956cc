package p

import (
	"context"
	"net/http"
)

type validator interface {
	validate(ctx context.Context, id string)
}

type manager struct{}

type handler struct{ validator validator }

func (h *handler) serve(w http.ResponseWriter, r *http.Request) {
	go h.validator.validate(r.Context(), r.FormValue("id"))
	w.WriteHeader(http.StatusAccepted)
}

// The request is over when this is done.
func (m *manager) validate(ctx context.Context, id string) {
	if !m.allowed(ctx, id) {
		return
	}
	m.load(context.Background(), id)
}

func (m *manager) allowed(ctx context.Context, id string) bool { return ctx.Err() == nil }

func (m *manager) load(ctx context.Context, id string) { _, _ = ctx.Err(), id }
