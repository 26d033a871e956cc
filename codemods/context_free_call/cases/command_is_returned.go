package git

import (
	"context"
	"os/exec"
)

func command(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.Command("git", args...) // want unsafe "CommandContext takes it"
	cmd.Dir = "/"
	return cmd
}

func fetch(ctx context.Context) error { return command(ctx, "fetch").Run() }

func status(ctx context.Context) error {
	cmd := command(ctx, "status")
	return cmd.Run()
}

func Exported(ctx context.Context) (*exec.Cmd, error) {
	return exec.Command("daemon"), nil // want none "is the caller's, who may let it go on"
}
