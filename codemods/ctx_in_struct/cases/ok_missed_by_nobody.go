package metrics

import (
	"context"
	"log/slog"
)

type store interface {
	Delete(ctx context.Context, id string) error
}

// What reads it logs, or takes away what is left when the caller is gone.
type Exposed struct {
	ctx context.Context
	s   store
	ids []string
}

func NewExposed(ctx context.Context, s store) *Exposed {
	return &Exposed{ctx: ctx, s: s}
}

func (e *Exposed) Add(id string) {
	slog.InfoContext(e.ctx, "add", "id", id)
	e.ids = append(e.ids, id)
}

func (e *Exposed) KeepAlive(ctx context.Context, id string) {
	defer e.stop(id)
	<-ctx.Done()
}

func (e *Exposed) stop(id string) {
	_ = e.s.Delete(e.ctx, id)
}
