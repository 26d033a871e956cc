package volumes

import (
	"bytes"
	"context"
	"fmt"
	"os/exec"
)

func run(ctx context.Context, program string, args ...string) (string, error) {
	cmd := exec.Command(program, args...)
	var out bytes.Buffer
	cmd.Stdout = &out
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("%s: %w", program, err)
	}
	return out.String(), ctx.Err()
}

func runInside(ctx context.Context, path, program string, args ...string) (string, error) {
	args = append([]string{"--net=" + path, "--", program}, args...)
	out, err := exec.Command("nsenter", args...).Output()
	if err != nil {
		return "", fmt.Errorf("in %s: %w", path, err)
	}
	return string(out), ctx.Err()
}

func ask(ctx context.Context, program string, args ...string) (string, error) {
	out, err := exec.Command(program, args...).Output() // want unsafe "exec.Command makes"
	if err != nil {
		return "", fmt.Errorf("%s: %w", program, err)
	}
	return string(out), ctx.Err()
}

func stage(ctx context.Context, device, path string) error {
	format, err := ask(ctx, "blkid", device)
	if err != nil {
		return err
	}
	if _, err := run(ctx, "mount", "-t", format, device, path); err != nil {
		return err
	}
	_, err = runInside(ctx, path, "mount", "--make-shared", path)
	return err
}

func format(ctx context.Context, kind, device string, force bool) error {
	args := []string{device}
	if force {
		args = append([]string{"-F"}, args...)
	}
	program := "mkfs." + kind
	out, err := exec.Command(program, args...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("%s: %w", out, err)
	}
	return ctx.Err()
}
