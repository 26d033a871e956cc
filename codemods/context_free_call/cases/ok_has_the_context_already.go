package status

import "context"

type params struct{ ctx context.Context }

func newParams() *params { return &params{} }

func (p *params) WithContext(ctx context.Context) *params {
	p.ctx = ctx
	return p
}

type client struct{ send func(context.Context) error }

func (c *client) Get(p *params) error {
	ctx := p.ctx
	if ctx == nil {
		ctx = context.Background()
	}
	return c.GetContext(ctx, p)
}

func (c *client) GetContext(ctx context.Context, p *params) error { return c.send(ctx) }

func status(ctx context.Context, c *client) error {
	p := newParams().WithContext(ctx)
	if err := c.Get(p); err != nil {
		return err
	}
	return c.Get(newParams().WithContext(ctx))
}
