package pools

import (
	"context"
	"time"
)

type pool struct{ n int }

func (p *pool) Ping(ctx context.Context) error { return ctx.Err() }

func open(ctx context.Context) (*pool, error) { return &pool{}, ctx.Err() }

func retry(f func() error) error {
	for range 3 {
		if f() == nil {
			return nil
		}
		time.Sleep(time.Millisecond)
	}
	return f()
}

func create(ctx context.Context) (*pool, error) {
	short, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	p, err := open(short)
	if err != nil {
		return nil, err
	}
	return p, retry(func() error {
		ping, done := context.WithTimeout(context.Background(), 2*time.Second) // want unsafe "instead of the context ctx"
		defer done()
		return p.Ping(ping)
	})
}
