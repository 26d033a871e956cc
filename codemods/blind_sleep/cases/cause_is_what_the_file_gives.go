package flight

import (
	"context"
	"errors"
	"time"
)

var errRetry = errors.New("retry")

type call struct{ ready chan struct{} }

func (c *call) wait(ctx context.Context) (int, error) {
	select {
	case <-ctx.Done():
		return 0, context.Cause(ctx)
	case <-c.ready:
		return 1, nil
	}
}

func do(ctx context.Context, c *call) (n int, err error) {
	for {
		n, err = c.wait(ctx)
		if err == nil || !errors.Is(err, errRetry) {
			return n, err
		}
		time.Sleep(time.Second) // want unsafe "waits to the end"
	}
}
