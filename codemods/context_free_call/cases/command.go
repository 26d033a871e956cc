package git

import (
	"context"
	"os/exec"
)

func version(ctx context.Context) ([]byte, error) {
	return exec.Command("git", "version").Output() // want unsafe "^exec.Command makes a process without the context ctx, so it goes on after the caller has given up; CommandContext takes it and kills the process when it ends$"
}

func fetch(ctx context.Context, dir string) error {
	cmd := exec.Command("git", "fetch") // want unsafe "CommandContext takes it"
	if err := cmd.Start(); err != nil {
		return err
	}
	return cmd.Wait()
}
