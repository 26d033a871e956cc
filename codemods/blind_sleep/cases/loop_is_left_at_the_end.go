package wait

import (
	"context"
	"errors"
	"time"
)

func connect(ctx context.Context) error { return ctx.Err() }

func online(ctx context.Context, limit time.Duration) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	for {
		if ctx.Err() != nil {
			break
		}
		if connect(ctx) == nil {
			return nil
		}
		time.Sleep(time.Second) // want unsafe "the function still waits"
	}
	return errors.New("not online in time")
}

func keep(ctx context.Context) {
	for {
		if ctx.Err() != nil {
			break
		}
		_ = connect(ctx)
		time.Sleep(time.Second) // want unsafe "the function still waits"
	}
}
