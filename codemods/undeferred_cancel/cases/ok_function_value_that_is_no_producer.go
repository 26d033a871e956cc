package fetch

import "context"

type hooks struct {
	start func(ctx context.Context) (context.Context, func())
	value func(ctx context.Context) (context.Context, error)
}

func (h *hooks) run(parent context.Context) error {
	ctx, _ := h.start(parent)
	other, _ := h.value(ctx)
	return work(other)
}

func work(ctx context.Context) error { return ctx.Err() }
