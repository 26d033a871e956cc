package fetch

import (
	"context"
	"os/exec"
	"time"
)

// Nothing was started there.
func launch(ctx context.Context, name string) (int, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Hour) // want safe "line 14 returns"
	cmd := exec.CommandContext(ctx, name)
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	time.AfterFunc(time.Hour, cancel)
	return cmd.Process.Pid, nil
}

// Here it was.
func registered(ctx context.Context, name string, add func(int) error) error {
	ctx, cancel := context.WithTimeout(ctx, time.Hour) // want unsafe "line 25 or line 28 returns.*started"
	cmd := exec.CommandContext(ctx, name)
	if err := cmd.Start(); err != nil {
		return err
	}
	if err := add(cmd.Process.Pid); err != nil {
		return err
	}
	time.AfterFunc(time.Hour, cancel)
	return nil
}
