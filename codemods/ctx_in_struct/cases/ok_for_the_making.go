package store

import "context"

type Engine struct {
	ctx  context.Context
	rows []string
}

type Option func(*Engine)

func WithContext(ctx context.Context) Option {
	return func(e *Engine) { e.ctx = ctx }
}

// New alone reads it.
func New(options ...Option) (*Engine, error) {
	e := new(Engine)
	for _, option := range options {
		option(e)
	}
	if err := e.create(e.ctx); err != nil {
		return nil, err
	}
	return e, nil
}

func (e *Engine) create(ctx context.Context) error { return ctx.Err() }

func (e *Engine) Add(ctx context.Context, row string) error {
	e.rows = append(e.rows, row)
	return ctx.Err()
}
