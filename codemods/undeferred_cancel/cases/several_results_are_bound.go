package p

import (
	"context"
	"time"
)

func each(ctx context.Context, ids []string) (int, error) {
	for _, id := range ids {
		c, cancel := context.WithCancel(ctx) // want safe "when line 12 returns"
		if id == "stop" {
			return size(c), work(c)
		}
		cancel()
	}
	return 0, nil
}

func mixed(ctx context.Context, ids []string) (int, string, error) {
	for _, id := range ids {
		c, cancel := context.WithCancel(ctx) // want none "once these are computed"
		if id == "stop" {
			return size(c), id + "!", work(c)
		}
		cancel()
	}
	return 0, "", nil
}

func size(ctx context.Context) int {
	if work(ctx) != nil {
		return 0
	}
	return 1
}

func work(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		return nil
	}
}
