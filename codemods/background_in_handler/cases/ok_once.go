package web

import (
	"context"
	"net/http"
	"sync"
)

type server struct {
	once  sync.Once
	users map[string]string
}

func (s *server) handleUser(w http.ResponseWriter, r *http.Request) {
	s.once.Do(func() {
		s.users = load(context.Background())
	})
	users := sync.OnceValue(func() map[string]string { return load(context.Background()) })
	w.Write([]byte(s.users[r.FormValue("id")] + users()["nobody"]))
}

func load(ctx context.Context) map[string]string { return map[string]string{"err": ctx.Err().Error()} }
