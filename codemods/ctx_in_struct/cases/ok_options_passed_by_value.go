package poll

import "context"

type options struct {
	ctx   context.Context
	tries int
}

func run(ctx context.Context) error {
	return poll(options{ctx: ctx, tries: 3})
}

func poll(o options) error {
	for range o.tries {
		if err := o.ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}
