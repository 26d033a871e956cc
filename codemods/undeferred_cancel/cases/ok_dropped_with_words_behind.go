package client

import (
	"context"
	"time"
)

type conn struct{ started time.Time }

func dial(ctx context.Context, connect func(context.Context) error) (*conn, error) {
	ctx, cancel := context.WithCancel(ctx)
	go watch(ctx)
	if err := connect(ctx); err != nil {
		cancel()
		return nil, err
	}
	_ = cancel // pacify vet lostcancel
	return &conn{started: time.Now()}, nil
}

func watch(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Second):
		}
	}
}
