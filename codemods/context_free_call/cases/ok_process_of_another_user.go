package upgrade

import (
	"context"
	"os/exec"
)

func build(ctx context.Context, dir string) error {
	cmd := exec.Command("sudo", "make", "-C", dir)
	return cmd.Run()
}

func upgrade(ctx context.Context, image string) error {
	args := []string{"upgrade"}
	if image != "" {
		args = []string{"switch", image}
	}
	cmd := exec.Command("bootc", args...)
	return cmd.Run()
}
