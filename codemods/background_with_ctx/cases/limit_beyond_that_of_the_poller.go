package verify

import (
	"context"
	"os/exec"
	"time"
)

func until(ctx context.Context, pause, limit time.Duration, done func(context.Context) (bool, error)) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	ticker := time.NewTicker(pause)
	defer ticker.Stop()
	for {
		if ok, err := done(ctx); ok || err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-ticker.C:
		}
	}
}

func verify(ctx context.Context, name string) error {
	limit := 10 * time.Minute
	return until(ctx, 5*time.Second, limit, func(ctx context.Context) (bool, error) {
		longer, cancel := context.WithTimeout(context.Background(), 20*time.Minute)
		defer cancel()
		out, err := exec.CommandContext(longer, "verify", name).Output()
		return len(out) > 0, err
	})
}

func generate(ctx context.Context, name string) error {
	limit := 30 * time.Minute
	return until(ctx, 5*time.Second, limit, func(ctx context.Context) (bool, error) {
		shorter, cancel := context.WithTimeout(context.Background(), 20*time.Minute) // want unsafe "context.WithTimeout gets"
		defer cancel()
		out, err := exec.CommandContext(shorter, "generate", name).Output()
		return len(out) > 0, err
	})
}
