package fetch

import (
	"context"
	"net/http"
)

type fetcher struct {
	ctx  context.Context // want none "line 34 is kept from line 38"
	base string
}

func newFetcher(ctx context.Context, base string) *fetcher {
	return &fetcher{ctx: ctx, base: base}
}

func (f *fetcher) open(path string) (*http.Response, error) {
	r, err := http.NewRequestWithContext(f.ctx, http.MethodGet, f.base+path, nil)
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(r)
}

type service struct {
	f    *fetcher
	last *http.Response
}

func (s *service) show(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	resp, err := s.f.open("/a")
	if err != nil {
		return err
	}
	s.last = resp
	return nil
}
