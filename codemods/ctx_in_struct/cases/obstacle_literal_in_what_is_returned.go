package load

import "context"

type loader struct {
	ctx  context.Context // want none "line 28 is returned"
	name string
}

func newLoader(ctx context.Context, name string) *loader {
	return &loader{ctx: ctx, name: name}
}

func (l *loader) load(key string) error { return work(l.ctx, l.name+key) }

type cache struct {
	fill func(key string) error
	size int
}

type service struct{ l *loader }

func (s *service) now(ctx context.Context) error { return s.l.load("a") }

// newCache makes a cache that is filled by whoever asks it first.
func (s *service) newCache(ctx context.Context, size int) *cache {
	return &cache{
		fill: func(key string) error { return s.l.load(key) },
		size: size,
	}
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
