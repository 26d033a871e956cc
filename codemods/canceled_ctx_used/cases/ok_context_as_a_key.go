package p

import (
	"context"
	"sync"
	"time"
)

func track(ctx context.Context, running *sync.Map) error {
	c, cancel := context.WithCancel(ctx)
	running.Store(c, "running")
	err := work(c)
	cancel()
	running.Delete(c)
	return err
}

func work(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		return nil
	}
}
