package poll

import "context"

type poller struct {
	ctx  context.Context // want none "caller|refresh|source"
	name string
}

func (p *poller) poll() error { return work(p.ctx, p.name) }

func Refresh(names []string) {
	for _, name := range names {
		p := &poller{ctx: context.Background(), name: name}
		if err := p.poll(); err != nil {
			println(err.Error())
		}
	}
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
