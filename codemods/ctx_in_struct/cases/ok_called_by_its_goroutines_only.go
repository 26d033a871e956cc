package poll

import "context"

type poller struct {
	ctx  context.Context
	name string
	next chan string
}

func newPoller(ctx context.Context, name string) *poller {
	p := &poller{ctx: ctx, name: name, next: make(chan string)}
	go p.each()
	go p.poll("first")
	return p
}

func (p *poller) each() {
	for name := range p.next {
		if err := p.poll(name); err != nil {
			return
		}
	}
}

func (p *poller) poll(name string) error { return work(p.ctx, p.name+name) }

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
