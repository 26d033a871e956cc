package p

import (
	"context"
	"errors"
	"fmt"
	"time"
)

func timedOut(ctx context.Context) bool {
	return errors.Is(ctx.Err(), context.DeadlineExceeded)
}

func try(ctx context.Context) error {
	c, cancel := context.WithTimeout(ctx, time.Second)
	err := work(c)
	cancel()
	if timedOut(c) {
		return fmt.Errorf("timed out: %w", err)
	}
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
