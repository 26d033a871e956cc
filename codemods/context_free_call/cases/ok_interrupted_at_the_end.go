package transcode

import (
	"context"
	"os/exec"
	"syscall"
)

func run(ctx context.Context, file string) error {
	cmd := exec.Command("ffmpeg", "-i", file)
	if err := cmd.Start(); err != nil {
		return err
	}
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		_ = cmd.Process.Signal(syscall.SIGTERM)
		<-done
		return ctx.Err()
	}
}

func after(ctx context.Context, file string) error {
	cmd := exec.Command("ffmpeg", "-i", file)
	if err := cmd.Start(); err != nil {
		return err
	}
	stop := context.AfterFunc(ctx, func() { _ = cmd.Process.Signal(syscall.SIGTERM) })
	defer stop()
	return cmd.Wait()
}
