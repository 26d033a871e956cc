package fetch

import (
	"context"
	"io"
	"net/http"
	"time"
)

type fetcher struct {
	ctx  context.Context // want unsafe "struct"
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

type service struct{ f *fetcher }

func (s *service) show(ctx context.Context) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	resp, err := s.f.open("/a")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func (s *service) answer(ctx context.Context) (*http.Response, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return s.f.open("/b")
}
