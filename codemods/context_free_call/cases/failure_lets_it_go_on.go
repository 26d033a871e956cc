package prune

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// A status that was cut off would be taken for a node that does not run, and its blocks would go.
func force(ctx context.Context, home string) error {
	status := exec.Command("chaind", "status")
	err := status.Run()
	if err == nil {
		fmt.Println("the node is running: stop it first")
		return nil
	}
	return dropBlocks(home)
}

func dropBlocks(home string) error {
	if err := os.RemoveAll(filepath.Join(home, "data", "blockstore.db")); err != nil {
		return err
	}
	return os.MkdirAll(filepath.Join(home, "data", "blockstore.db"), 0o755)
}

// The error is given to whoever asks.
func check(ctx context.Context) error {
	status := exec.Command("chaind", "status") // want unsafe "CommandContext takes it"
	err := status.Run()
	if err == nil {
		return nil
	}
	return fmt.Errorf("the node does not run: %w", err)
}

// Tried again, under the limit of the caller.
func await(ctx context.Context) error {
	for range 10 {
		status := exec.Command("chaind", "status") // want unsafe "CommandContext takes it"
		err := status.Run()
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second):
		}
	}
	return errors.New("the node does not come up")
}
