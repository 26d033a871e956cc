package permissions

import (
	"context"
	"errors"
	"time"
)

type client struct {
	check    func(ctx context.Context, name string) (bool, error)
	interval time.Duration
}

// Who waits for the answer waits for the end too.
func (c *client) poll(ctx context.Context, name string) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	done := make(chan error, 1)
	go func() {
		for {
			accepted, err := c.check(ctx, name)
			if err != nil {
				done <- err
				return
			}
			if accepted {
				done <- nil
				return
			}
			time.Sleep(c.interval) // want unsafe "waits to the end"
		}
	}()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return errors.New("not accepted in time")
	}
}

// Here nobody else tells.
func (c *client) wait(ctx context.Context, name string) error {
	done := make(chan error, 1)
	go func() {
		for {
			accepted, err := c.check(ctx, name)
			if err != nil || accepted {
				done <- err
				return
			}
			time.Sleep(c.interval) // want none "leaving there would skip done <- err"
		}
	}()
	return <-done
}

// The end of another says nothing of this one.
func (c *client) waitUnder(ctx, outer context.Context, name string) error {
	return c.waitFor(ctx, outer.Done(), name)
}

func (c *client) waitFor(ctx context.Context, stop <-chan struct{}, name string) error {
	done := make(chan error, 1)
	go func() {
		for {
			accepted, err := c.check(ctx, name)
			if err != nil || accepted {
				done <- err
				return
			}
			time.Sleep(c.interval) // want none "leaving there would skip done <- err"
		}
	}()
	select {
	case err := <-done:
		return err
	case <-stop:
		return errors.New("stopped")
	}
}
