package prefetch

import (
	"context"
	"time"
)

type labels struct{}

func withLabels(all map[string]string) context.Context {
	return context.WithValue(context.Background(), labels{}, all)
}

type source struct{ objects chan string }

func (s *source) get(ctx context.Context, name string) (string, error) {
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case o := <-s.objects:
		return name + o, nil
	case <-time.After(time.Second):
		return "", nil
	}
}

// Prefetch is run by others.
type Prefetch struct {
	ctx    context.Context
	source *source
}

func NewPrefetch(s *source, all map[string]string) *Prefetch {
	p := &Prefetch{source: s}
	p.ctx = withLabels(all)
	return p
}

func (p *Prefetch) Do(name string) (string, error) { return p.source.get(p.ctx, name) }
