package tenant

import (
	"context"
	"time"
)

type key struct{}

type poller struct {
	ctx  context.Context // want unsafe "struct"
	name string
}

func newPoller(ctx context.Context, name string) *poller {
	return &poller{ctx: ctx, name: name}
}

func (p *poller) poll() error { return work(p.ctx, p.name) }

func all(ctx context.Context, ids []string) error {
	for _, id := range ids {
		own := context.WithValue(ctx, key{}, id)
		p := newPoller(own, id)
		if err := work(own, id); err != nil {
			return err
		}
		if err := p.poll(); err != nil {
			return err
		}
	}
	return nil
}

func one(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	return newPoller(ctx, "one").poll()
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
