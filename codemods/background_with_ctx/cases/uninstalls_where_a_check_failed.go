package install

import (
	"context"
	"fmt"
	"os/exec"
	"time"
)

type config struct{ name string }

func isReady(ctx context.Context, c config) (bool, error) {
	out, err := exec.CommandContext(ctx, "kubectl", "get", c.name).Output()
	if err != nil {
		return false, fmt.Errorf("get %s: %w", c.name, err)
	}
	return len(out) > 0, nil
}

func uninstall(ctx context.Context, c config) error {
	return exec.CommandContext(ctx, "kubectl", "delete", c.name).Run()
}

func install(ctx context.Context, c config) error {
	return exec.CommandContext(ctx, "kubectl", "apply", c.name).Run()
}

func prepare(ctx context.Context, c config) error {
	ready, err := isReady(context.Background(), c)
	if err != nil {
		fmt.Println(err)
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
		defer cancel()
		if err := uninstall(ctx, c); err != nil {
			fmt.Println(err)
		}
		ready = false
	}
	if ready {
		return nil
	}
	return install(context.Background(), c) // want unsafe "install gets"
}

func prepareAgain(ctx context.Context, c config) error {
	ready, err := isReady(context.Background(), c) // want unsafe "isReady gets"
	if err != nil {
		fmt.Println(err)
		return err
	}
	if ready {
		return nil
	}
	return install(ctx, c)
}
