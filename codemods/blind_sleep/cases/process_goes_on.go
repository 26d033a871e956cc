package record

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"syscall"
	"time"
)

func record(ctx context.Context, cmd *exec.Cmd) error {
	if err := cmd.Start(); err != nil {
		return err
	}
	time.Sleep(10 * time.Second) // want none "would skip cmd.Process.Signal\\(os.Interrupt\\)"
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		return err
	}
	return cmd.Wait()
}

func start(ctx context.Context, cmd *exec.Cmd, probe func(context.Context) error) error {
	if err := cmd.Start(); err != nil {
		return err
	}
	for range 30 {
		if probe(ctx) == nil {
			return nil
		}
		time.Sleep(time.Second) // want none "would skip cmd.Process.Kill\\(\\)"
	}
	cmd.Process.Kill()
	return errors.New("did not start")
}

func group(ctx context.Context, pid int, probe func(context.Context) error) error {
	for range 30 {
		if probe(ctx) == nil {
			return nil
		}
		time.Sleep(time.Second) // want none "would skip syscall.Kill\\(-pid, syscall.SIGKILL\\)"
	}
	return syscall.Kill(-pid, syscall.SIGKILL)
}

// A signal that only asks whether it is there ends nothing.
func gone(ctx context.Context, p *os.Process, probe func(context.Context) error) error {
	for probe(ctx) != nil {
		if p.Signal(syscall.Signal(0)) != nil {
			return nil
		}
		time.Sleep(time.Second) // want unsafe "each round still waits"
	}
	return errors.New("still there")
}

// Started only behind the wait.
func late(ctx context.Context, name string, probe func(context.Context) error) error {
	for probe(ctx) != nil {
		time.Sleep(time.Second) // want unsafe "each round still waits"
	}
	cmd := exec.Command(name)
	if err := cmd.Start(); err != nil {
		return err
	}
	if err := probe(ctx); err != nil {
		cmd.Process.Kill()
		return err
	}
	return cmd.Wait()
}
