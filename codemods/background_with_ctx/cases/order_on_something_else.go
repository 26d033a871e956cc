package perturb

import (
	"context"
	"os/exec"
)

func docker(ctx context.Context, args ...string) error {
	return exec.CommandContext(ctx, "docker", args...).Run()
}

func replace(ctx context.Context, before, after string) error {
	if err := docker(context.Background(), "pause", before); err != nil { // want unsafe "after the caller has given up"
		return err
	}
	if err := docker(context.Background(), "unpause", after); err != nil { // want unsafe "after the caller has given up"
		return err
	}
	return docker(ctx, "inspect", after)
}
