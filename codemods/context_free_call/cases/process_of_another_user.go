package upgrade

import (
	"context"
	"os/exec"
)

func build(ctx context.Context, dir string) error {
	cmd := exec.Command("sudo", "make", "-C", dir) // want none "starts another, which a kill would leave running"
	return cmd.Run()
}

func upgrade(ctx context.Context, image string) error {
	args := []string{"upgrade"}
	if image != "" {
		args = []string{"switch", image}
	}
	cmd := exec.Command("bootc", args...) // want none "changes a system"
	return cmd.Run()
}
