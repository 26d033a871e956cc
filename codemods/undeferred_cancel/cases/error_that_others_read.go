package p

import (
	"context"
	"sync/atomic"
	"time"
)

var failures atomic.Int64

func counted(ctx context.Context, ids []string) error {
	var err error
	defer func() {
		if err != nil {
			failures.Add(1)
		}
	}()
	for _, id := range ids {
		c, cancel := context.WithCancel(ctx) // want safe "when line 21 returns"
		if id == "x" {
			return work(c)
		}
		cancel()
	}
	return err
}

func named(ctx context.Context, ids []string) (err error) {
	defer func() {
		if err != nil {
			failures.Add(1)
		}
	}()
	for _, id := range ids {
		c, cancel := context.WithCancel(ctx) // want safe "when line 37 returns"
		if id == "x" {
			return work(c)
		}
		cancel()
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
