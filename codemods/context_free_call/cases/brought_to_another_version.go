package node

import (
	"context"
	"fmt"
	"os/exec"
	"sort"
)

type Spec struct {
	Version string
	Image   string
	Fields  map[string]string
}

// A node whose upgrade is broken off has no agent any more.
func upgrade(_ context.Context, spec *Spec) error {
	args := argsForUpgrade(spec)
	cmd := exec.Command("nodeadm", args...)
	return cmd.Run()
}

func argsForUpgrade(spec *Spec) []string {
	args := []string{"upgrade", "edge", "--to", spec.Version}
	if spec.Image != "" {
		args = append(args, "--image", spec.Image)
	}
	return args
}

func configure(_ context.Context, spec *Spec) error {
	out, err := exec.Command("nodeadm", argsForConfig(spec.Fields)...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	return nil
}

func argsForConfig(fields map[string]string) []string {
	args := []string{"config-update"}
	for name := range fields {
		args = append(args, name)
	}
	sort.Strings(args[1:])
	return args
}

func updateItself(ctx context.Context) error {
	return exec.Command("nodeadm", "self-update").Run()
}

// What only fetches something, or is asked, may be done again.
func fetch(ctx context.Context) error {
	return exec.Command("git", "submodule", "update").Run() // want unsafe "kills the process"
}

func versions(ctx context.Context, spec *Spec) ([]byte, error) {
	args := argsForVersions(spec)
	return exec.Command("nodeadm", args...).Output() // want unsafe "kills the process"
}

func argsForVersions(spec *Spec) []string {
	return []string{"versions", "--upgrade-to", spec.Version}
}
