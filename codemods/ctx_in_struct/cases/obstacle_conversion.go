package poll

import "context"

type poller struct {
	ctx  context.Context // want none "conver"
	name string
}

type snapshot struct {
	ctx  context.Context // want none "conver"
	name string
}

func (p *poller) take() *snapshot {
	s := snapshot(*p)
	return &s
}

func (p *poller) poll(ctx context.Context) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return work(p.ctx, p.name)
}

func (s *snapshot) poll(ctx context.Context) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return work(s.ctx, s.name)
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
