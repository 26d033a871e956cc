package last

import (
	"context"
	"time"
)

func until(ctx context.Context, op func(context.Context) error) error {
	dl, ok := ctx.Deadline()
	if !ok {
		return op(ctx)
	}
	time.Sleep(time.Until(dl))
	return op(context.WithoutCancel(ctx))
}

func behind(ctx context.Context, op func(context.Context) error) error {
	dl, ok := ctx.Deadline()
	if !ok {
		return op(ctx)
	}
	left := dl.Sub(time.Now())
	<-time.After(left + time.Second)
	return op(context.WithoutCancel(ctx))
}
