package poll

import (
	"context"
	"net/http"
)

type poller struct {
	ctx  context.Context // want none "caller|refresh|source"
	name string
}

func (p *poller) poll() error { return work(p.ctx, p.name) }

func Refresh(r *http.Request, names []string) {
	for _, name := range names {
		p := &poller{ctx: r.Context(), name: name}
		all = append(all, p)
	}
}

var all []*poller

func Again() {
	for _, p := range all {
		if err := p.poll(); err != nil {
			println(err.Error())
		}
	}
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
