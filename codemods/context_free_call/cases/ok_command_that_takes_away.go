package p

import (
	"context"
	"log"
	"os/exec"
)

func bench(ctx context.Context, dir string) error {
	if err := work(ctx, dir); err != nil {
		return err
	}
	if err := exec.Command("rm", "-rf", dir).Run(); err != nil {
		log.Printf("clean %q: %s", dir, err)
	}
	cmd := exec.Command("docker", "stop", dir)
	if out, err := cmd.CombinedOutput(); err != nil {
		log.Printf("stop: %s", out)
	}
	args := []string{"uninstall", dir}
	if out, err := exec.Command("helm", args...).CombinedOutput(); err != nil {
		log.Printf("uninstall: %s", out)
	}
	return nil
}

func work(ctx context.Context, dir string) error { return ctx.Err() }
