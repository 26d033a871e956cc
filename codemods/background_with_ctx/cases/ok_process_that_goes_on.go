package vm

import (
	"context"
	"os/exec"
)

type process struct{ exited chan struct{} }

// The process is seen to its end by a goroutine, and would be killed with the caller's context.
func (p *process) start(ctx context.Context, name string) error {
	cmd := exec.CommandContext(ctx, name, "-daemonize")
	if err := cmd.Start(); err != nil {
		return err
	}
	p.exited = make(chan struct{})
	go func() {
		defer close(p.exited)
		_ = cmd.Wait()
	}()
	return nil
}

func launch(ctx context.Context, name string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	p := &process{}
	return p.start(context.Background(), name)
}
