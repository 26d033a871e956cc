package lease

import (
	"context"
	"time"
)

type stream interface {
	Recv(timeout time.Duration) (string, error)
}

type remote interface {
	KeepAlive(ctx context.Context, id string) (stream, error)
}

type client struct {
	remote remote
	ctx    context.Context
	kept   stream
}

// Who gives the context has chosen it for what is given back.
func (c *client) keepAlive(ctx context.Context, id string) (stream, error) {
	return c.remote.KeepAlive(context.Background(), id) // want unsafe "KeepAlive gets context.Background"
}

func (c *client) reset(id string) (err error) {
	c.kept, err = c.keepAlive(c.ctx, id)
	return err
}
