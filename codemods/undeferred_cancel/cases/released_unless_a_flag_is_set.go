package fetch

import (
	"context"
	"time"
)

func unless(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, time.Second) // want safe "is not called when line 20 returns"
	ok := false
	defer func() {
		if !ok {
			cancel()
		}
	}()
	if err := work(ctx); err != nil {
		return err
	}
	ok = true
	return nil
}

func ifStill(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, time.Second) // want safe "is not called when line 36 returns"
	failed := true
	defer func() {
		if failed {
			cancel()
			println("failed")
		}
	}()
	if err := work(ctx); err != nil {
		return err
	}
	failed = false
	return nil
}

func work(ctx context.Context) error { return ctx.Err() }
