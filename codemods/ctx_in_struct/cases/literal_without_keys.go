package poll

import "context"

type poller struct {
	ctx  context.Context // want unsafe "struct"
	name string
}

func newPoller(name string) *poller { return &poller{context.Background(), name} }

func (p *poller) poll(ctx context.Context) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return work(p.ctx, p.name)
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}

func newPollers() []poller {
	return []poller{
		{context.TODO(), "a"},
		{nil, "b"},
	}
}
