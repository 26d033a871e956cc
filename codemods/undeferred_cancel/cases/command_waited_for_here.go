package fetch

import (
	"context"
	"os/exec"
	"time"
)

func launch(parent context.Context, name string) error {
	ctx, _ := context.WithTimeout(parent, time.Hour) // want safe "not released|discarded"
	cmd := exec.CommandContext(ctx, name)
	if err := cmd.Start(); err != nil {
		return err
	}
	return cmd.Wait()
}
