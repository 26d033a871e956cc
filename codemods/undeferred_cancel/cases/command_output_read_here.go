package fetch

import (
	"context"
	"os/exec"
	"time"
)

func launch(parent context.Context, name string) ([]byte, error) {
	ctx, _ := context.WithTimeout(parent, time.Hour) // want safe "not released|discarded"
	return exec.CommandContext(ctx, name).Output()
}
