package fetch

import "context"

type closer func()

func (c closer) Close() error {
	c()
	return nil
}

type stops struct{ all []func() }

func (s *stops) add(stop func()) { s.all = append(s.all, stop) }

func asInterface(ctx context.Context) (context.Context, interface{ Close() error }) {
	closeCtx, cancel := context.WithCancel(ctx)
	return closeCtx, closer(cancel)
}

func byMethodExpression(ctx context.Context, s *stops) context.Context {
	stopCtx, cancel := context.WithCancel(ctx)
	(*stops).add(s, cancel)
	return stopCtx
}

func byPointer(ctx context.Context, stop *context.CancelFunc) (stopCtx context.Context) {
	stopCtx, *stop = context.WithCancel(ctx)
	return stopCtx
}

func asArgumentOfADefer(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer func(stop func()) { stop() }(cancel)
	return work(ctx)
}

func inAGoroutine(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	go cancel()
	return work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
