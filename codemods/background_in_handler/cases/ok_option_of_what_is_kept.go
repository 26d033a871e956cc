package web

import (
	"context"
	"net/http"
)

type session struct {
	ctx  context.Context
	done <-chan struct{}
}

type option func(*session)

func withContext(ctx context.Context) option { return func(s *session) { s.ctx = ctx } }

func withEnd(ctx context.Context) option { return func(s *session) { s.done = ctx.Done() } }

func newSession(opts ...option) *session {
	s := &session{}
	for _, o := range opts {
		o(s)
	}
	return s
}

type hub struct{ sessions map[string]*session }

func (h *hub) handleLogin(w http.ResponseWriter, r *http.Request) {
	h.sessions[r.FormValue("id")] = newSession(withContext(context.Background()))
}

func (h *hub) handleRenew(w http.ResponseWriter, r *http.Request) {
	renewed := newSession(withEnd(context.Background()))
	h.sessions[r.FormValue("id")] = renewed
}
