package fetch

import (
	"context"
	"os/exec"
	"time"
)

func launch(parent context.Context, name string) error {
	ctx, _ := context.WithTimeout(parent, time.Hour) // want none "not released|discarded"
	cmd := exec.CommandContext(ctx, name)
	return cmd.Start()
}
