package conn

import "context"

type life struct {
	ctx    context.Context
	cancel context.CancelFunc
}

type conn struct{ l *life }

func dial(parent context.Context) *conn {
	l := &life{}
	l.ctx, l.cancel = context.WithCancel(parent)
	return &conn{l}
}

func (c *conn) done() <-chan struct{} { return c.l.ctx.Done() }

type closer life

func (c *closer) Close() error {
	c.cancel()
	return nil
}

func (c *conn) Close() error { return (*closer)(c.l).Close() }
