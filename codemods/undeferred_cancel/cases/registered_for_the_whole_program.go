package register

import (
	"context"
	"net/rpc"
)

type clock struct{ ctx context.Context }

func (c *clock) Ping(name string, reply *string) error { return c.ctx.Err() }

func Register(ctx context.Context) error {
	rctx, _ := context.WithCancel(ctx) // want none "is stored by Register"
	return rpc.Register(&clock{rctx})
}

// Here it is only asked.
func Ask(ctx context.Context) error {
	rctx, _ := context.WithCancel(ctx) // want safe "discarded"
	c := &clock{rctx}
	return c.Ping("now", nil)
}
