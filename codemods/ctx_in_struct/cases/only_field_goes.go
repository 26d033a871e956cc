package poll

import "context"

type poller struct {
	ctx context.Context // want unsafe "struct"
}

var pollers []*poller

func register() {
	pollers = append(pollers, &poller{ctx: context.Background()})
}

func (p *poller) poll(ctx context.Context, name string) error {
	if name == "" {
		return ctx.Err()
	}
	return work(p.ctx, name)
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
