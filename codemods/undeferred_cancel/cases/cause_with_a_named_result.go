package fetch

import "context"

func open(parent context.Context, keep func(context.CancelCauseFunc)) (name string, err error) {
	ctx, cancel := context.WithCancelCause(parent) // want safe "not called when line 8 or line 12 returns"
	if err = work(ctx); err != nil {
		return
	}
	if err := work(parent); err != nil {
		println(err)
		return "", nil
	}
	keep(cancel)
	return
}

func work(ctx context.Context) error { return ctx.Err() }
