package search

import "context"

type client struct{}

func (client) do(ctx context.Context, words []string) error { return ctx.Err() }

type finder struct {
	c     client
	ctx   context.Context
	words []string
	limit int
}

func (c client) find(ctx context.Context) *finder { return &finder{c: c, ctx: ctx} }

func (f *finder) Word(w string) *finder {
	f.words = append(f.words, w)
	return f
}

func (f *finder) Limit(n int) *finder {
	f.limit = n
	return f
}

func (f *finder) Run() error { return f.c.do(f.ctx, f.words) }

func all(ctx context.Context, c client) error { return c.find(ctx).Word("a").Limit(3).Run() }
