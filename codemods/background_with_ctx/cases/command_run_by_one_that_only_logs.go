package test

import (
	"context"
	"log/slog"
	"os/exec"
)

func runCmdOut(ctx context.Context, cmd *exec.Cmd) ([]byte, error) {
	slog.DebugContext(ctx, "running command", "args", cmd.Args)
	return cmd.Output()
}

func dependencies(ctx context.Context, shell, command string) ([]byte, error) {
	cmd := exec.CommandContext(context.Background(), shell, "-c", command) // want unsafe "gets context.Background\\(\\) instead of the context ctx"
	return runCmdOut(ctx, cmd)
}
