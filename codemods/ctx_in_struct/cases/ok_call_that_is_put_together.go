package search

import "context"

type Client struct{}

func (*Client) do(ctx context.Context, words []string) error { return ctx.Err() }

type Finder struct {
	c     *Client
	ctx   context.Context
	words []string
	limit int
}

func (c *Client) Find(ctx context.Context) *Finder { return &Finder{c: c, ctx: ctx} }

func (f *Finder) Word(w string) *Finder {
	f.words = append(f.words, w)
	return f
}

func (f *Finder) Limit(n int) *Finder {
	f.limit = n
	return f
}

func (f *Finder) Run() error { return f.c.do(f.ctx, f.words) }
