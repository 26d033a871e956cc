package transfer

import (
	"context"
	"fmt"
	"time"
)

type consumer struct{ messages chan string }

func (c *consumer) subscribe(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case m := <-c.messages:
		return fmt.Errorf("message %s", m)
	case <-time.After(time.Second):
		return nil
	}
}

type lazy struct {
	ctx      context.Context // want none "line 28 compares it"
	consumer *consumer
}

func (l *lazy) poll(ctx context.Context) error {
	if l.ctx == nil {
		l.ctx = ctx
	}
	return l.consumer.subscribe(l.ctx)
}
