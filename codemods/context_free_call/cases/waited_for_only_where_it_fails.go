package machine

import (
	"context"
	"fmt"
	"log"
	"os"
	"os/exec"
	"syscall"
	"time"
)

func up(ctx context.Context, binary, socket string) error {
	cmd := exec.Command(binary, "--address", socket)
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start %s: %w", binary, err)
	}
	for ctx.Err() == nil {
		if _, err := os.Stat(socket); err == nil {
			break
		}
		if err := cmd.Process.Signal(syscall.Signal(0)); err != nil {
			log.Fatal(cmd.Wait())
		}
		time.Sleep(time.Millisecond)
	}
	return nil
}

func through(ctx context.Context, binary, socket string) error {
	cmd := exec.Command(binary, "--address", socket) // want unsafe "exec.Command makes"
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start %s: %w", binary, err)
	}
	for ctx.Err() == nil {
		if _, err := os.Stat(socket); err == nil {
			break
		}
		if err := cmd.Process.Signal(syscall.Signal(0)); err != nil {
			break
		}
		time.Sleep(time.Millisecond)
	}
	return cmd.Wait()
}
