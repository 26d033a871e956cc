package poll

import (
	"context"
	"net/http"
)

type poller struct {
	ctx  context.Context // want unsafe "struct"
	name string
}

func (p *poller) poll() error { return work(p.ctx, p.name) }

func (p *poller) handle(w http.ResponseWriter, r *http.Request) {
	if err := p.poll(); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
