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

type transfer struct {
	ctx     context.Context
	history *consumer
	online  *consumer
}

func (t *transfer) Start(ctx context.Context) error {
	var cancel context.CancelCauseFunc
	t.ctx, cancel = context.WithCancelCause(ctx)
	go func() { cancel(t.history.subscribe(t.ctx)) }()
	go func() { cancel(t.online.subscribe(t.ctx)) }()
	<-t.ctx.Done()
	return context.Cause(t.ctx)
}
