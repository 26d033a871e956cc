package gen

import (
	"context"
	"time"
)

type span interface{ End() }

type tracer interface {
	Start(ctx context.Context, name string) (context.Context, span)
}

type worker struct {
	tracer tracer
	pause  time.Duration
}

func (w *worker) simulate() {
	ctx := context.Background()
	ctx, root := w.tracer.Start(ctx, "root")
	defer root.End()
	w.children(ctx)
}

func (w *worker) children(ctx context.Context) {
	_, child := w.tracer.Start(ctx, "child")
	time.Sleep(w.pause)
	child.End()
}
