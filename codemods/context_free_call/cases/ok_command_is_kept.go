package daemon

import (
	"context"
	"os/exec"
)

type child struct{ cmd *exec.Cmd }

func start(ctx context.Context) (*child, error) {
	c := &child{cmd: exec.Command("child")}
	if err := c.cmd.Start(); err != nil {
		return nil, err
	}
	return c, nil
}
