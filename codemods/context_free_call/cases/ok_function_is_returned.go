package probe

import (
	"context"
	"os/exec"
)

func runner(ctx context.Context, name string) func() error {
	return func() error {
		return exec.Command(name, "--once").Run()
	}
}
