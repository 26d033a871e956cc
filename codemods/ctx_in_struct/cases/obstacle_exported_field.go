package poll

import "context"

type Poller struct {
	Context context.Context // want none "exported"
	Name    string
}

func (p *Poller) poll(ctx context.Context) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return work(p.Context, p.Name)
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
