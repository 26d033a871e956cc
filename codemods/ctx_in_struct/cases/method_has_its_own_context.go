package poll

import "context"

type poller struct {
	ctx  context.Context // want unsafe "struct"
	name string
}

func newPoller(name string) *poller {
	return &poller{ctx: context.Background(), name: name}
}

func (p *poller) poll(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return work(p.ctx, p.name)
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
