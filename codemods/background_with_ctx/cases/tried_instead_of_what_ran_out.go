package archive

import (
	"context"
	"time"
)

type client struct{ signals chan string }

func (c *client) signal(ctx context.Context, target string) error {
	select {
	case c.signals <- target:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (c *client) store(ctx context.Context, target string, done chan<- error) {
	timer := time.NewTimer(time.Second)
	defer timer.Stop()
	select {
	case <-timer.C:
		done <- c.signal(ctx, target)
	case <-ctx.Done():
		done <- ctx.Err()
	}
}

// Archive leaves to others what could not be stored in time.
func (c *client) Archive(ctx context.Context, targets []string) error {
	var left []string
	for _, target := range targets {
		done := make(chan error, 1)
		go c.store(ctx, target, done)
		if <-done != nil {
			left = append(left, target)
		}
	}
	if len(left) == 0 {
		return nil
	}
	return c.hand(ctx, left)
}

func (c *client) hand(ctx context.Context, left []string) error {
	if len(left) == 0 {
		return ctx.Err()
	}
	own, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
	defer cancel()
	return c.signal(own, left[0])
}

// ArchiveAll has stored all before it says so.
func (c *client) ArchiveAll(ctx context.Context, targets []string) error {
	for _, target := range targets {
		done := make(chan error, 1)
		go c.store(ctx, target, done)
		if err := <-done; err != nil {
			return err
		}
	}
	return c.tell(ctx, targets)
}

func (c *client) tell(ctx context.Context, targets []string) error {
	if len(targets) == 0 {
		return ctx.Err()
	}
	own, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond) // want unsafe "context.WithTimeout gets"
	defer cancel()
	return c.signal(own, targets[0])
}
