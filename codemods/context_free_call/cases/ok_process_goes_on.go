package daemon

import (
	"context"
	"os/exec"
	"syscall"
)

func serve(ctx context.Context) error {
	cmd := exec.Command("daemon")
	return cmd.Start()
}

func fire(ctx context.Context) error {
	return exec.Command("daemon").Start()
}

func detach(ctx context.Context) error {
	cmd := exec.Command("child")
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	return cmd.Run()
}

func daemon(ctx context.Context) *exec.Cmd {
	return exec.Command("daemon")
}

func start(ctx context.Context) error {
	return daemon(ctx).Start()
}
