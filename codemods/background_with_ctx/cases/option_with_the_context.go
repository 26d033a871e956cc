package stm

import "context"

type options struct{ ctx context.Context }

type option func(*options)

func withContext(ctx context.Context) option {
	return func(o *options) { o.ctx = ctx }
}

func apply(work func() error, opts ...option) error {
	var o options
	for _, set := range opts {
		set(&o)
	}
	if o.ctx != nil && o.ctx.Err() != nil {
		return o.ctx.Err()
	}
	return work()
}

func serializable(ctx context.Context, work func() error) error {
	return apply(work, withContext(context.Background())) // want unsafe "perhaps the context of the call is stored by withContext"
}

type broadcaster struct{ o options }

// What it makes may keep what the options say.
func newBroadcaster(ctx context.Context) *broadcaster {
	b := &broadcaster{}
	configure(b, withContext(context.Background()))
	return b
}

func configure(b *broadcaster, opts ...option) {
	for _, set := range opts {
		set(&b.o)
	}
}
