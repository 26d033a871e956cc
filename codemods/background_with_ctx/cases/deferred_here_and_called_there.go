package tracker

import "context"

type tracker struct{ n int }

// Where it is deferred, the caller's context may have ended.
func (t *tracker) save(ctx context.Context) error {
	return write(context.Background(), t.n)
}

func (t *tracker) add(ctx context.Context) error {
	t.n++
	return t.save(ctx)
}

func (t *tracker) reset(ctx context.Context) error {
	t.n = 0
	return write(context.Background(), t.n) // want unsafe "write gets"
}

func (t *tracker) again(ctx context.Context) error {
	if err := t.reset(ctx); err != nil {
		return err
	}
	return t.add(ctx)
}

func (t *tracker) run(ctx context.Context) {
	defer t.save(ctx)
	t.n = 0
}

func write(ctx context.Context, n int) error {
	println(n)
	return ctx.Err()
}
