package container

import (
	"context"
	"fmt"
	"log"
	"os/exec"
)

type state struct {
	pid  int
	unit string
}

type container struct {
	state state
	units map[string]string
}

func (c *container) stop(seconds int) error {
	if err := exec.Command("runc", "kill", fmt.Sprint(c.state.pid)).Run(); err != nil {
		return fmt.Errorf("stop within %d seconds: %w", seconds, err)
	}
	c.state.pid = 0
	return nil
}

func (c *container) removeUnits(ctx context.Context, unit string) error {
	if err := exec.CommandContext(ctx, "unitctl", unit).Run(); err != nil {
		return fmt.Errorf("unit %s: %w", unit, err)
	}
	delete(c.units, unit)
	return nil
}

func (c *container) start(ctx context.Context) error {
	c.state.unit = fmt.Sprint("unit-", len(c.units))
	return exec.CommandContext(ctx, "unitctl", "new", c.state.unit).Run()
}

func (c *container) restart(ctx context.Context, seconds int) error {
	if err := c.stop(seconds); err != nil {
		return err
	}
	if err := c.removeUnits(context.Background(), c.state.unit); err != nil {
		log.Print(err)
	}
	return c.start(ctx)
}

func (c *container) renew(ctx context.Context, seconds int) error {
	if err := c.stop(seconds); err != nil {
		return err
	}
	if err := c.removeUnits(context.Background(), c.state.unit); err != nil { // want unsafe "c.removeUnits gets"
		return fmt.Errorf("renew: %w", err)
	}
	return c.start(ctx)
}

func (c *container) tidy(ctx context.Context) error {
	if err := c.removeUnits(context.Background(), "old"); err != nil { // want unsafe "c.removeUnits gets"
		log.Print(err)
	}
	return c.start(ctx)
}
