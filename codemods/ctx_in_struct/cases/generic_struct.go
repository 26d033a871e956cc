package poll

import "context"

type poller[T any] struct {
	ctx   context.Context // want unsafe "struct"
	items []T
}

func (p *poller[T]) poll(each func(context.Context, T) error) error {
	for _, item := range p.items {
		if err := each(p.ctx, item); err != nil {
			return err
		}
	}
	return nil
}

func run(ctx context.Context, p *poller[string]) error {
	return p.poll(func(ctx context.Context, name string) error {
		println(name)
		return ctx.Err()
	})
}
