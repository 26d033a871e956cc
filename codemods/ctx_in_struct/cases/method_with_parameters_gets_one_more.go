package poll

import "context"

type poller struct {
	ctx context.Context // want unsafe "struct"
	max int
}

func (p *poller) poll(name string, tries ...int) error {
	return work(p.ctx, name, append(tries, p.max))
}

func run(ctx context.Context, p *poller) error {
	if err := p.poll("gopher"); err != nil {
		return err
	}
	return p.poll("gopher", 1, 2)
}

func work(ctx context.Context, name string, tries []int) error {
	println(name, len(tries))
	return ctx.Err()
}
