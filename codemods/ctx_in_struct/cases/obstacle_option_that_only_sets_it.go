package dial

import "context"

type dialer struct {
	ctx  context.Context // want none "line 22 does nothing else"
	name string
}

type option func(d *dialer)

func newDialer(opts ...option) *dialer {
	d := &dialer{name: "a"}
	for _, o := range opts {
		o(d)
	}
	return d
}

// under says under what it dials.
func under(ctx context.Context) option {
	return func(d *dialer) { d.ctx = ctx }
}

func (d *dialer) dial() error { return work(d.ctx, d.name) }

func dial(ctx context.Context) error {
	d := newDialer(under(ctx))
	if err := ctx.Err(); err != nil {
		return err
	}
	return d.dial()
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
