package dhcp

import (
	"context"
	"fmt"
	"os/exec"
	"time"
)

const daemon = "/System/Library/LaunchDaemons/bootps.plist"

// The daemon of the host would stay unloaded, and nobody would read so.
func replace(ctx context.Context, start func(ctx context.Context) error) error {
	if err := exec.CommandContext(ctx, "/bin/launchctl", "unload", "-w", daemon).Run(); err != nil {
		return fmt.Errorf("unload: %w", err)
	}
	if err := start(ctx); err != nil {
		return err
	}
	time.Sleep(time.Second)
	if err := exec.CommandContext(ctx, "/bin/launchctl", "load", "-w", daemon).Run(); err != nil {
		fmt.Printf("warning: the daemon of the host is not loaded: %v\n", err)
	}
	return nil
}

// The second only looks.
func drop(ctx context.Context, start func(ctx context.Context) error) error {
	if err := exec.CommandContext(ctx, "/bin/launchctl", "unload", "-w", daemon).Run(); err != nil {
		return fmt.Errorf("unload: %w", err)
	}
	if err := start(ctx); err != nil {
		return err
	}
	time.Sleep(time.Second) // want unsafe "does not look at"
	if err := exec.CommandContext(ctx, "/bin/launchctl", "print", "-w", daemon).Run(); err != nil {
		return fmt.Errorf("print: %w", err)
	}
	return nil
}
