package brokers

import (
	"context"
	"fmt"
	"os"
	"os/exec"
)

func wait(ctx context.Context, up func(context.Context) bool) error {
	if !up(ctx) {
		c := exec.Command("docker", "compose", "logs", "-t")
		c.Stdout = os.Stdout
		_ = c.Run()
		return fmt.Errorf("timed out waiting for the brokers")
	}
	return nil
}
