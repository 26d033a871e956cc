package git

import (
	"context"
	"os/exec"
)

type cli struct {
	run func(ctx context.Context, cmd *exec.Cmd) error
}

func (c *cli) fetch(ctx context.Context, name string) error {
	cmd := exec.Command("git", "fetch", name)
	return c.run(ctx, cmd)
}
