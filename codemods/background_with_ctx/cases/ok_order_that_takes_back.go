package perturb

import (
	"context"
	"os/exec"
	"time"
)

func docker(ctx context.Context, args ...string) error {
	return exec.CommandContext(ctx, "docker", args...).Run()
}

type node struct{ name, network string }

func (n node) wait(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Second):
		return docker(ctx, "inspect", n.name)
	}
}

// The node is broken by whoever runs this, and put right here.
func perturb(ctx context.Context, n node, how string) error {
	switch how {
	case "disconnect":
		if err := docker(context.WithoutCancel(ctx), "network", "disconnect", n.network, n.name); err != nil {
			return err
		}
		if err := docker(context.Background(), "network", "connect", n.network, n.name); err != nil {
			return err
		}
	case "upgrade":
		if err := docker(context.WithoutCancel(ctx), "stop", n.name); err != nil {
			return err
		}
		if err := docker(context.Background(), "up", "-d", n.name+"_u"); err != nil {
			return err
		}
	}
	return n.wait(ctx)
}
