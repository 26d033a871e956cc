package instances

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"time"
)

type operation struct{ done chan error }

func (o *operation) Wait(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case err := <-o.done:
		return err
	}
}

type host struct{ ExecPath string }

// Only the limit says that nobody else has cleaned up.
func stop(ctx context.Context, o *operation, cleanupDevices func()) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	limited, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	err := o.Wait(limited)
	if err != nil {
		if errors.Is(err, context.DeadlineExceeded) {
			cleanupDevices()
		}
		return err
	}
	return nil
}

// It is only told in other words.
func ask(ctx context.Context, o *operation) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	limited, cancel := context.WithTimeout(context.Background(), time.Minute) // want unsafe "context.WithTimeout gets"
	defer cancel()
	err := o.Wait(limited)
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("too late: %w", err)
	}
	return err
}

// The program starts what goes on when it has ended.
func start(ctx context.Context, h *host, name string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return run(context.TODO(), h.ExecPath, "forkstart", name)
}

func show(ctx context.Context, name string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return run(context.TODO(), "containerctl", "show", name) // want unsafe "run gets"
}

func run(ctx context.Context, program string, args ...string) error {
	out, err := exec.CommandContext(ctx, program, args...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("%s: %w", out, err)
	}
	return nil
}
