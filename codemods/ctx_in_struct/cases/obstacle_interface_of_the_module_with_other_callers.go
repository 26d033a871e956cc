package poll

import "context"

type task interface{ poll() error }

type poller struct {
	ctx  context.Context // want none "interface|struct"
	name string
}

func (p *poller) poll() error { return work(p.ctx, p.name) }

var _ task = (*poller)(nil)

func run(ctx context.Context, tasks []task) error {
	for _, t := range tasks {
		if err := t.poll(); err != nil {
			return err
		}
	}
	return ctx.Err()
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
