package main

import "context"

type poller struct {
	ctx  context.Context // want unsafe "struct"
	name string
}

func (p *poller) poll() error { return work(p.ctx, p.name) }

func main() {
	p := &poller{ctx: context.Background(), name: "gopher"}
	if err := p.poll(); err != nil {
		println(err.Error())
	}
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
