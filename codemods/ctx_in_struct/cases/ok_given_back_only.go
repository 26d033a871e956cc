package shim

import "context"

type client struct{}

type shim struct {
	client *client
	ctx    context.Context
}

func newShim(ctx context.Context) *shim { return &shim{client: &client{}, ctx: ctx} }

// Client gives both to who works with them.
func (s *shim) Client() (*client, context.Context) { return s.client, s.ctx }

var shims []*shim

func add(ctx context.Context) { shims = append(shims, newShim(ctx)) }
