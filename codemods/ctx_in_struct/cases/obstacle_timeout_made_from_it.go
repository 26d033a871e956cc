package poll

import (
	"context"
	"time"
)

type poller struct {
	ctx  context.Context // want none "made from the one it keeps"
	name string
}

// The second part has as much time as it needs.
func (p *poller) run() error {
	ctx, cancel := context.WithTimeout(p.ctx, time.Second)
	defer cancel()
	if err := first(ctx, p.name); err != nil {
		return err
	}
	return p.second()
}

func (p *poller) second() error {
	return first(p.ctx, p.name+"2")
}

func start(ctx context.Context, name string) error {
	p := &poller{ctx: ctx, name: name}
	pollers = append(pollers, p)
	return p.run()
}

var pollers []*poller

func first(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
