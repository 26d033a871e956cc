package kubectl

import (
	"context"
	"log/slog"
	"os"
	"os/exec"
	"time"
)

type runner interface {
	runCmd(ctx context.Context, cmd *exec.Cmd) error
}

type commander struct{}

func (*commander) runCmd(ctx context.Context, cmd *exec.Cmd) error {
	slog.DebugContext(ctx, "running command", "args", cmd.Args)
	return cmd.Run()
}

var commands runner = &commander{}

func runCmd(ctx context.Context, cmd *exec.Cmd) error {
	return commands.runCmd(ctx, cmd)
}

func version(ctx context.Context) error {
	cmd := exec.Command("kubectl", "version") // want unsafe "exec.Command makes a process without the context ctx"
	return runCmd(ctx, cmd)
}

// This one ends it in a way of its own.
func stopped(ctx context.Context, cmd *exec.Cmd) error {
	if err := cmd.Start(); err != nil {
		return err
	}
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		t := time.AfterFunc(10*time.Second, func() { _ = cmd.Process.Kill() })
		defer t.Stop()
		_ = cmd.Process.Signal(os.Interrupt)
		return <-done
	}
}

func apply(ctx context.Context, file string) error {
	cmd := exec.Command("kubectl", "apply", "-f", file)
	return stopped(ctx, cmd)
}
