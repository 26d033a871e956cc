package volumes

import (
	"bytes"
	"context"
	"fmt"
	"log"
	"os/exec"
)

type staging struct{ device string }

// A failure is undone with the same context, some calls further down.
func stage(ctx context.Context, image string) (err error) {
	s := &staging{}
	defer func() {
		if err != nil {
			undoStaging(ctx, s)
		}
	}()
	s.device, err = attach(ctx, image)
	if err != nil {
		return err
	}
	return ctx.Err()
}

func undoStaging(ctx context.Context, s *staging) {
	if s.device == "" {
		return
	}
	if err := detach(ctx, s.device); err != nil {
		log.Printf("detaching %s: %v", s.device, err)
	}
}

func attach(ctx context.Context, image string) (string, error) {
	return run(ctx, "volumectl", "map", image)
}

func detach(ctx context.Context, device string) error {
	_, err := run(ctx, "volumectl", "unmap", device)
	return err
}

func run(ctx context.Context, program string, args ...string) (string, error) {
	var out bytes.Buffer
	cmd := exec.Command(program, args...)
	cmd.Stdout = &out
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("%s (%v): %w", program, ctx.Value(key{}), err)
	}
	return out.String(), nil
}

type key struct{}

// This one only asks.
func list(ctx context.Context, program string) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	out, err := exec.Command(program, "list").Output() // want unsafe "exec.Command makes a process"
	return string(out), err
}
