package daemon

import (
	"context"
	"os"
	"os/exec"
)

func forward(ctx context.Context, signals <-chan os.Signal) error {
	cmd := exec.Command("child") // want none "is sent signals, which a kill would forestall"
	if err := cmd.Start(); err != nil {
		return err
	}
	go func() {
		for s := range signals {
			cmd.Process.Signal(s)
		}
	}()
	return cmd.Wait()
}
