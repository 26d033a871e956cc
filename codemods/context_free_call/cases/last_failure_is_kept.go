package compare

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"testing"
	"time"
)

// poll runs the condition until it holds, or the time is over.
func poll(ctx context.Context, every, limit time.Duration, condition func(context.Context) (bool, error)) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		done, err := condition(ctx)
		if done || err != nil {
			return err
		}
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return errors.New("timed out")
		}
	}
}

// Who reads what it says wants to know where the files differ, and not that the time was over.
func compareFiles(t *testing.T, have, want string) {
	var last error
	err := poll(t.Context(), 10*time.Millisecond, 2*time.Second, func(ctx context.Context) (bool, error) {
		last = nil
		cmd := exec.Command("diff", have, want)
		out, err := cmd.Output()
		if err != nil {
			last = fmt.Errorf("%s: %w\n%s", cmd, err, out)
			return false, nil
		}
		return true, nil
	})
	if err != nil {
		t.Fatalf("%s and %s: %s, %s", have, want, err, last)
	}
}

func awaitPort(ctx context.Context, port string) error {
	var last error
	if poll(ctx, time.Second, time.Minute, func(ctx context.Context) (bool, error) {
		if last = exec.Command("nc", "-z", "localhost", port).Run(); last != nil {
			return false, nil
		}
		return true, nil
	}) != nil {
		return fmt.Errorf("nobody listens: %w", last)
	}
	return nil
}

// What has failed is dropped, or given back.
func awaitFile(ctx context.Context, name string) error {
	return poll(ctx, time.Second, time.Minute, func(ctx context.Context) (bool, error) {
		err := exec.Command("test", "-s", name).Run() // want unsafe "CommandContext takes it"
		if err != nil {
			return false, nil
		}
		return true, nil
	})
}

func checksum(ctx context.Context, name string) (sum string, err error) {
	var last error
	err = poll(ctx, time.Second, time.Minute, func(ctx context.Context) (bool, error) {
		out, err := exec.Command("sha256sum", name).Output() // want unsafe "CommandContext takes it"
		if err != nil {
			last = err
			return false, err
		}
		sum = string(out)
		return true, nil
	})
	return sum, errors.Join(err, last)
}
