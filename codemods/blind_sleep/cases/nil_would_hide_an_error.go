package sync

import (
	"context"
	"fmt"
	"time"
)

type node interface {
	Active(ctx context.Context) (int, error)
	Done(ctx context.Context) bool
}

// Wait gives nil when all is there; its callers go on then. What is under way fails when it has been given up.
func Wait(ctx context.Context, n node, tick *time.Ticker) error {
	for {
		active, err := n.Active(ctx)
		if err != nil {
			return err
		}
		if active == 0 {
			time.Sleep(time.Second) // want unsafe "does not look at .{3}:"
			continue
		}
		if n.Done(ctx) {
			return nil
		}
		select {
		case <-ctx.Done():
			fmt.Println("exit by user")
			return nil
		case <-tick.C:
		}
	}
}

// Watch never has all that it waits for: nil only says that it was told to end.
func Watch(ctx context.Context, n node, tick *time.Ticker) error {
	for {
		active, err := n.Active(ctx)
		if err != nil {
			return err
		}
		if active == 0 {
			time.Sleep(time.Second) // want unsafe "does not look at .{3}:"
			continue
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// Poll asks before all else, and gives nil then.
func Poll(ctx context.Context, n node) error {
	for {
		if ctx.Err() != nil {
			return nil
		}
		active, err := n.Active(ctx)
		if err != nil {
			return err
		}
		if active > 0 {
			return nil
		}
		fmt.Println("nothing yet")
		time.Sleep(time.Second) // want unsafe "does not look at .{3}:"
	}
}
