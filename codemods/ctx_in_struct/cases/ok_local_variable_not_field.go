package poll

import "context"

type poller struct {
	name string
}

func (p *poller) poll(parent context.Context) error {
	var ctx context.Context = parent
	println(p.name)
	return ctx.Err()
}
