package spans

import (
	"context"
	"errors"
)

type result struct{ hits []string }

type search interface {
	Size(n int) search
	Do(ctx context.Context) (*result, error)
}

type spanReader struct {
	ctx    context.Context // want unsafe "the struct spanReader keeps a .{7} in its field c.{2}, "
	search search
}

func newSpanReader(s search) *spanReader {
	ctx := context.Background()
	return &spanReader{ctx: ctx, search: s}
}

func (s *spanReader) find(ctx context.Context, n int) ([]string, error) {
	if ctx.Value("span") == nil {
		return nil, errors.New("no span")
	}
	r, err := s.search.Size(n).Do(s.ctx)
	if err != nil {
		return nil, err
	}
	return r.hits, nil
}

func (s *spanReader) findAll(ctx context.Context) ([]string, error) {
	if ctx.Value("span") == nil {
		return nil, errors.New("no span")
	}
	r, err := s.search.Do(s.ctx)
	if err != nil {
		return nil, err
	}
	return r.hits, nil
}

func all(ctx context.Context, s search) ([]string, error) {
	return newSpanReader(s).findAll(ctx)
}
