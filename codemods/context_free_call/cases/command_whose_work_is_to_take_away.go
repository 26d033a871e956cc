package p

import (
	"context"
	"os/exec"
)

func remove(ctx context.Context, name string) error {
	return exec.Command("docker", "rm", name).Run() // want unsafe "CommandContext"
}

func removeAll(ctx context.Context, names []string) error {
	for _, name := range names {
		cmd := exec.Command("docker", "rm", name) // want unsafe "CommandContext"
		if err := cmd.Run(); err != nil {
			return err
		}
	}
	return nil
}
