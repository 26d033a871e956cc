package restart

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"time"
)

type command struct {
	line string
	code int
}

func (c *command) RunWith(ctx context.Context) error {
	err := exec.CommandContext(ctx, "sh", "-c", c.line).Run()
	c.code = len(c.line)
	return err
}

func (c *command) ExitStatus() int {
	return c.code
}

func restart(ctx context.Context, line string) error {
	for {
		cmd := &command{line: line}
		if err := cmd.RunWith(ctx); err != nil {
			return fmt.Errorf("%s: %w", line, err)
		}
		if cmd.ExitStatus() == 1115 {
			time.Sleep(10 * time.Second) // want unsafe "time.Sleep"
		}
		if cmd.ExitStatus() == 0 {
			return nil
		}
	}
}

func watch(ctx context.Context, load func(ctx context.Context) error) error {
	changed := make(chan os.Signal, 1)
	signal.Notify(changed, os.Interrupt)
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-changed:
			time.Sleep(5 * time.Second) // want unsafe "time.Sleep"
			if err := load(ctx); err != nil {
				return err
			}
		}
	}
}
