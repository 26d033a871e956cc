package fetch

import "context"

// The function is taken back before the release comes.
func fetch(ctx context.Context, onEnd func()) error {
	callCtx, _ := context.WithCancel(ctx) // want safe "is discarded"
	stop := context.AfterFunc(callCtx, onEnd)
	defer stop()
	return work(callCtx)
}

func sometimes(ctx context.Context, onEnd func(), n int) error {
	callCtx, _ := context.WithCancel(ctx) // want none "has a function registered"
	stop := context.AfterFunc(callCtx, onEnd)
	if n > 0 {
		defer stop()
	}
	return work(callCtx)
}

func work(ctx context.Context) error { return ctx.Err() }
