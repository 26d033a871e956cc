package fetch

import "context"

// A return without values gives back the literal.
func start(parent context.Context) (ctx context.Context, stop func()) {
	ctx, cancel := context.WithCancel(parent)
	stop = func() { cancel() }
	return
}

func startLater(parent context.Context) (ctx context.Context, stop func()) {
	ctx, cancel := context.WithCancel(parent)
	defer func() {
		stop = func() { cancel() }
	}()
	return ctx, nil
}

func startUnlessDone(parent context.Context, done func(string) bool) (stop func()) {
	ctx, cancel := context.WithCancel(parent)
	stop = func() {
		if done("stop") {
			cancel()
		}
	}
	go work(ctx)
	return
}

func work(ctx context.Context) { <-ctx.Done() }
