package fetch

import (
	"context"
	"net/http"
	"time"
)

type fetcher struct {
	ctx  context.Context // want none "line 39 is returned, when .* released"
	base string
}

func newFetcher(ctx context.Context, base string) *fetcher {
	return &fetcher{ctx: ctx, base: base}
}

func (f *fetcher) request(path string) (*http.Request, error) {
	return http.NewRequestWithContext(f.ctx, http.MethodGet, f.base+path, nil)
}

func (f *fetcher) open(path string) (*http.Response, error) {
	r, err := f.request(path)
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(r)
}

type service struct{ f *fetcher }

// show reads the answer when its own limit has been released.
func (s *service) show(ctx context.Context) (*http.Response, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	resp, err := s.f.open("/a")
	return resp, err
}
