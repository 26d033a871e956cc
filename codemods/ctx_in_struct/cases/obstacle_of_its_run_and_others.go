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
	ctx  context.Context // want none "handle is used as a value on line 19"
}

func (c *consumer) Run(ctx context.Context) error {
	c.ctx = ctx
	stop, err := c.from.Consume(c.handle)
	if err != nil {
		return err
	}
	defer stop()
	<-ctx.Done()
	return ctx.Err()
}

func (c *consumer) handle(msg string) {
	if err := dispatch(c.ctx, msg); err != nil {
		println(err.Error())
	}
}

// again has callers who may give up.
func (c *consumer) again(ctx context.Context, msgs []string) error {
	for _, msg := range msgs {
		if err := ctx.Err(); err != nil {
			return err
		}
		c.handle(msg)
	}
	return nil
}

func dispatch(ctx context.Context, msg string) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		println(msg)
		return nil
	}
}
