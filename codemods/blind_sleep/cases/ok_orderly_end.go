package server

import (
	"context"
	"time"
)

type config struct{ ShutdownDelay time.Duration }

func run(ctx context.Context, cfg config, serve func(context.Context) error) error {
	err := serve(ctx)
	time.Sleep(cfg.ShutdownDelay)
	return err
}

func start(ctx context.Context, graceDuration time.Duration, serve func(context.Context) error) error {
	err := serve(ctx)
	if graceDuration > 0 {
		<-time.After(graceDuration)
	}
	return err
}
