package p

import (
	"context"
	"net/http"
)

type server struct {
	ctx  context.Context // for global config
	name string
}

func (s *server) serve(w http.ResponseWriter, r *http.Request) {
	load(s.ctx, s.name)
}

func load(ctx context.Context, name string) { _, _ = ctx.Err(), name }
