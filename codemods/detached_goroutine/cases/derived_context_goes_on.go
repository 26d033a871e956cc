package web

import (
	"context"
	"net/http"
)

type key struct{}

// userKey is for who has logged in.
type userKey struct{}

type db struct{}

// with puts the database where the rest finds it.
func with(ctx context.Context, d *db) context.Context { return context.WithValue(ctx, key{}, d) }

type host struct{ id string }

func (h *host) Get(ctx context.Context) error {
	if ctx.Value(key{}) == nil || ctx.Value(userKey{}) == nil {
		return http.ErrServerClosed
	}
	return ctx.Err()
}

func handleUpdate(d *db) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ids := r.URL.Query()["id"]
		w.WriteHeader(http.StatusAccepted)
		go func() {
			for _, id := range ids {
				h := &host{id: id}
				if err := h.Get(with(context.Background(), d)); err != nil { // want unsafe "WithoutCancel\\(r.Context\\(\\)\\)"
					println(err.Error())
				}
			}
		}()
	}
}
