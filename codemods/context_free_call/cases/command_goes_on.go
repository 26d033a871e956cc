package daemon

import (
	"context"
	"os"
	"os/exec"
	"syscall"
)

func serve(ctx context.Context) error {
	cmd := exec.Command("daemon") // want none "CommandContext kills the process when the context ends, and the process is only started here and not waited for"
	return cmd.Start()
}

func fire(ctx context.Context) error {
	return exec.Command("daemon").Start() // want none "only started"
}

func forward(ctx context.Context, signals <-chan os.Signal) error {
	cmd := exec.Command("child") // want none "is sent signals, which a kill would forestall"
	if err := cmd.Start(); err != nil {
		return err
	}
	go func() {
		for s := range signals {
			cmd.Process.Signal(s)
		}
	}()
	return cmd.Wait()
}

func detach(ctx context.Context) error {
	cmd := exec.Command("child") // want none "gets a session of its own"
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	return cmd.Run()
}
