package web

import (
	"context"
	"net/http"
)

type redis interface {
	SetNX(ctx context.Context, key string) (bool, error)
	Del(ctx context.Context, key string) error
}

func forget(rdb redis) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if ok, err := rdb.SetNX(r.Context(), "forgetting"); err != nil || !ok {
			w.WriteHeader(http.StatusConflict)
			return
		}
		if err := rdb.Del(context.Background(), "user"); err != nil { // want unsafe "r\\.Context"
			http.Error(w, err.Error(), http.StatusInternalServerError)
		}
	}
}

type tokens interface {
	Add(ctx context.Context, user, token string) error
	Remove(ctx context.Context, user, token string) error
}

func rotate(t tokens) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := t.Add(r.Context(), "user", "new"); err != nil {
			w.WriteHeader(http.StatusConflict)
			return
		}
		if err := t.Remove(context.Background(), "user", "old"); err != nil { // want none "several changes"
			http.Error(w, err.Error(), http.StatusInternalServerError)
		}
	}
}
