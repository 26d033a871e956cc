package fetch

import "context"

type closer struct{ calls []func() }

func (c *closer) add(f func()) *closer {
	c.calls = append(c.calls, f)
	return c
}

func (c *closer) Close() {
	for _, f := range c.calls {
		f()
	}
}

func closedHere(parent context.Context) error {
	var c closer
	defer c.Close()
	ctx, cancel := context.WithCancel(parent)
	c.add(cancel)
	return work(ctx)
}

func closedElsewhere(parent context.Context) (context.Context, *closer) {
	ctx, cancel := context.WithCancel(parent)
	return ctx, new(closer).add(cancel)
}

func calledByAnother(parent context.Context) error {
	ctx, cancel := context.WithCancel(parent)
	defer call(cancel)
	return work(ctx)
}

func call(f func()) { f() }

func work(ctx context.Context) error { return ctx.Err() }
