package plugin

import "context"

type conn struct{}

type provisioner struct {
	conn *conn
	ctx  context.Context
}

type maker struct{}

// GRPCClient is called by the library with a context that ends with the process.
func (m *maker) GRPCClient(ctx context.Context, c *conn) (any, error) {
	return &provisioner{conn: c, ctx: ctx}, nil
}

func apply(ctx context.Context, c *conn) error { return ctx.Err() }

// Apply applies.
func (p *provisioner) Apply() error { return apply(p.ctx, p.conn) }
