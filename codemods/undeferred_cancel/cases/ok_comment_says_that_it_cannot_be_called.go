package bus

import (
	"context"
	"time"
)

func publish(send func(context.Context) error) error {
	// When the event has reached all of them is not known, so we can't call the cancel function. The deadline does it,
	// and there won't be any leak.
	ctx, _ := context.WithTimeout(context.Background(), time.Minute)
	return send(ctx)
}

func start(ctx context.Context, open func(context.Context) (func() error, error)) (func() error, error) {
	// Note: we don't defer cancellation of this context, because the stream is used after this.
	streamCtx, _ := context.WithCancel(ctx)
	return open(streamCtx)
}
