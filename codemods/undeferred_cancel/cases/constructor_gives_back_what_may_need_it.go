package fetch

import (
	"context"
	"time"
)

type loops interface {
	Start(ctx context.Context) func()
}

type Client struct{ stop func() }

func NewClient(ctx context.Context, l loops) *Client {
	loopCtx, _ := context.WithCancel(ctx) // want none "what is made here may need it"
	c := new(Client)
	c.check(loopCtx, l)
	return c
}

func NewClientInTime(ctx context.Context, l loops) *Client {
	dialCtx, _ := context.WithTimeout(ctx, time.Second) // want unsafe "may be kept by"
	c := new(Client)
	c.check(dialCtx, l)
	return c
}

func (c *Client) check(ctx context.Context, l loops) { l.Start(ctx) }
