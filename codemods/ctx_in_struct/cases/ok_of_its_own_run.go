package consume

import (
	"context"
	"time"
)

type stream interface {
	Consume(handle func(msg string)) (stop func(), err error)
}

type consumer struct {
	from stream
	ctx  context.Context
}

func (c *consumer) Run(ctx context.Context) error {
	c.ctx = ctx
	for {
		stop, err := c.begin()
		if err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			stop()
			return ctx.Err()
		case <-time.After(time.Hour):
			stop()
		}
	}
}

func (c *consumer) begin() (func(), error) { return c.from.Consume(c.handle) }

func (c *consumer) handle(msg string) {
	if err := c.dispatch(msg); err != nil {
		println(err.Error())
	}
}

func (c *consumer) dispatch(msg string) error { return dispatch(c.ctx, msg) }

func dispatch(ctx context.Context, msg string) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		println(msg)
		return nil
	}
}

// Another kind of consumer has methods of the same names.
type poller struct{ consumed int }

func (p *poller) dispatch(string) error {
	p.consumed++
	return nil
}

func (p *poller) poll(ctx context.Context, msgs []string) error {
	for _, msg := range msgs {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := p.dispatch(msg); err != nil {
			return err
		}
	}
	return nil
}
