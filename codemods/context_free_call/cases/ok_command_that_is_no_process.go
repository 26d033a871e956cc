package kinit

import (
	"context"
	"errors"
	"os/exec"
)

func missing(ctx context.Context) *exec.Cmd {
	return exec.Command("")
}

func failing(ctx context.Context, name string) error {
	cmd := exec.Command(name)
	cmd.Err = errors.New("no such program")
	return cmd.Run()
}
