package suite

import (
	"context"
	"os/exec"
	"time"
)

func deleteNamespace(ctx context.Context, name string) error {
	limited, cancel := context.WithTimeout(context.Background(), 10*time.Minute)
	defer cancel()
	return exec.CommandContext(limited, "kubectl", "delete", "namespace", name).Run()
}

func deletePod(ctx context.Context, name string) error {
	limited, cancel := context.WithTimeout(context.Background(), 10*time.Minute) // want unsafe "context.WithTimeout gets"
	defer cancel()
	return exec.CommandContext(limited, "kubectl", "delete", "pod", name).Run()
}

func run(name string, work func(ctx context.Context) error) error {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Minute)
	defer cancel()
	defer func() {
		if err := deleteNamespace(ctx, name); err != nil {
			println(err.Error())
		}
	}()
	if err := deletePod(ctx, name); err != nil {
		return err
	}
	return work(ctx)
}
