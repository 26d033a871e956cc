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

func (s *service) handle(w http.ResponseWriter, _ *http.Request) {
	if err := s.p.poll(); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func (s *service) ServeHTTP(http.ResponseWriter, *http.Request) {
	if err := s.p.poll(); err != nil {
		println(err.Error())
	}
}

func (s *service) routes() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("/a", s.handle)
	mux.HandleFunc("/b", func(_ http.ResponseWriter, _ *http.Request) {
		if err := s.p.poll(); err != nil {
			println(err.Error())
		}
	})
	return mux
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
