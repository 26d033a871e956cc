package web

import (
	"context"
	"net/http"
	"sync"
)

type hub struct{ sessions sync.Map }

func (h *hub) expire(ctx context.Context, id string) {
	context.AfterFunc(ctx, func() { h.sessions.Delete(id) })
}

func (h *hub) handleLogin(w http.ResponseWriter, r *http.Request) {
	id := r.FormValue("id")
	h.sessions.Store(id, true)
	h.expire(context.Background(), id)
}
