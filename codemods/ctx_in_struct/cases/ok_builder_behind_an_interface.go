package call

import "context"

type Builder interface {
	WithContext(ctx context.Context) Builder
	WithBody(body string) Builder
	Do() error
}

type builder struct {
	ctx  context.Context
	body string
}

func New() Builder { return &builder{} }

func (b *builder) WithContext(ctx context.Context) Builder {
	b.ctx = ctx
	return b
}

func (b *builder) WithBody(body string) Builder {
	b.body = body
	return b
}

func (b *builder) Do() error { return send(b.ctx, b.body) }

func send(ctx context.Context, body string) error {
	println(body)
	return ctx.Err()
}
