package poll

import "context"

type names struct {
	ctx  context.Context
	left []string
}

func (n *names) Next() bool {
	if len(n.left) == 0 || n.ctx.Err() != nil {
		return false
	}
	n.left = n.left[1:]
	return true
}

func each(ctx context.Context, all []string) *names { return &names{ctx: ctx, left: all} }

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
