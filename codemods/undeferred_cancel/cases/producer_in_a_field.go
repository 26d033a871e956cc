package fetch

import "context"

type hooks struct {
	start func(ctx context.Context) (context.Context, context.CancelFunc)
}

var usual = hooks{
	start: func(ctx context.Context) (context.Context, context.CancelFunc) {
		return context.WithCancel(ctx)
	},
}

func (h *hooks) run(parent context.Context) error {
	ctx, cancel := h.start(parent) // want unsafe "not called when line 18 returns"
	if err := work(ctx); err != nil {
		return err
	}
	cancel()
	return nil
}

func run(parent context.Context) error {
	ctx, _ := usual.start(parent) // want unsafe "discarded"
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
