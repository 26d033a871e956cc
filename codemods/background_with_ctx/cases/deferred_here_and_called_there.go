package tracker

import "context"

type tracker struct{ n int }

func (t *tracker) save(ctx context.Context) error {
	return write(context.Background(), t.n) // want unsafe "may have ended where save is deferred"
}

func (t *tracker) add(ctx context.Context) error {
	t.n++
	return t.save(ctx)
}

func (t *tracker) run(ctx context.Context) {
	defer t.save(ctx)
	t.n = 0
}

func write(ctx context.Context, n int) error {
	println(n)
	return ctx.Err()
}
