package conn

import (
	"context"
	"time"
)

type call struct{ timer *time.Timer }

func (c *call) exec(ctx context.Context, limit time.Duration, send func(context.Context) error) error {
	if c.timer == nil {
		c.timer = time.NewTimer(0)
		<-c.timer.C
	}
	c.timer.Reset(limit)
	return send(ctx)
}
