package run

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"time"
)

func wait(ctx context.Context) {
	select {
	case <-ctx.Done():
	case <-time.After(time.Millisecond):
	}
}

func run(ctx context.Context, d time.Duration, args []string) error {
	var cancel context.CancelFunc
	if d > 0 {
		ctx, cancel = context.WithTimeout(ctx, d) // want safe "when line 26 returns"
	} else {
		ctx, cancel = context.WithCancel(ctx) // want safe "when line 26 returns"
	}
	if len(args) == 0 {
		return errors.New("usage")
	}
	defer cancel()
	wait(ctx)
	return nil
}

func handedOver(ctx context.Context, d time.Duration, args []string) (func(), error) {
	var cancel context.CancelFunc
	if d > 0 {
		ctx, cancel = context.WithTimeout(ctx, d) // want safe "when line 41 returns"
	} else {
		ctx, cancel = context.WithCancel(ctx) // want safe "when line 41 returns"
	}
	if len(args) == 0 {
		return nil, errors.New("usage")
	}
	wait(ctx)
	return cancel, nil
}

// Here the variable may be nil.
func perhaps(ctx context.Context, d time.Duration, args []string) error {
	var cancel context.CancelFunc
	if d > 0 {
		ctx, cancel = context.WithTimeout(ctx, d) // want none "may hold something else"
	} else if d < 0 {
		ctx, cancel = context.WithCancel(ctx) // want none "may hold something else"
	}
	if len(args) == 0 {
		return errors.New("usage")
	}
	if cancel != nil {
		defer cancel()
	}
	wait(ctx)
	return nil
}

func signals(ctx context.Context, d time.Duration, args []string) error {
	var cancel context.CancelFunc
	if d > 0 {
		ctx, cancel = context.WithTimeout(ctx, d) // want unsafe "the next signal ends the process"
	} else {
		ctx, cancel = signal.NotifyContext(ctx, os.Interrupt) // want unsafe "the next signal ends the process"
	}
	if len(args) == 0 {
		return errors.New("usage")
	}
	defer cancel()
	wait(ctx)
	return nil
}
