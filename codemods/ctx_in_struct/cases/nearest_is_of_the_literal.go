package poll

import (
	"context"
	"net/http"
)

type poller struct {
	ctx  context.Context // want unsafe "struct"
	name string
}

func newPoller(ctx context.Context, name string) *poller {
	return &poller{ctx: ctx, name: name}
}

func (p *poller) poll() error { return work(p.ctx, p.name) }

type service struct{ p *poller }

// handler is set up under another one than those that it serves.
func (s *service) handler(ctx context.Context) (http.HandlerFunc, error) {
	if err := s.p.poll(); err != nil {
		return nil, err
	}
	return func(w http.ResponseWriter, r *http.Request) {
		if err := s.p.poll(); err != nil {
			http.Error(w, r.URL.Path, http.StatusInternalServerError)
		}
	}, nil
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
