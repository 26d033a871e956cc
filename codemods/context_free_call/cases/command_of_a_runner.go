package runtime

import (
	"context"
	"os/exec"
)

type runner struct{ prefix string }

func (r *runner) Command(name string, args ...string) *exec.Cmd {
	return exec.Command(r.prefix+name, args...)
}

func (r *runner) CommandContext(ctx context.Context, name string, args ...string) *exec.Cmd {
	return exec.CommandContext(ctx, r.prefix+name, args...)
}

// The monitor goes on behind the call, and is ended in a way of its own.
func (r *runner) monitor(ctx context.Context, attach func(context.Context, int) error) error {
	cmd := r.Command("monitor")
	if err := cmd.Start(); err != nil {
		return err
	}
	if err := attach(ctx, cmd.Process.Pid); err != nil {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		return err
	}
	return cmd.Wait()
}

func (r *runner) version(ctx context.Context) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return r.Command("monitor", "--version").Output() // want unsafe "r.Command works"
}
