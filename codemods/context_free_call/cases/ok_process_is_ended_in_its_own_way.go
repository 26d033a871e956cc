package daemon

import (
	"context"
	"os/exec"
)

func run(ctx context.Context) error {
	cmd := exec.Command("child")
	if err := cmd.Start(); err != nil {
		return err
	}
	go func() {
		<-ctx.Done()
		cmd.Process.Kill()
	}()
	return cmd.Wait()
}
