package setup

import (
	"context"
	"fmt"
	"os/exec"
)

func install(ctx context.Context, file string) error {
	cmd := exec.Command("sudo", "dpkg", "-i", file)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%v: %s", err, out)
	}
	return exec.Command("/sbin/iptables", "-A", "INPUT").Run()
}

func installOf(ctx context.Context, format, file string) error {
	program := "dpkg"
	if format == "rpm" {
		program = "rpm"
	}
	return exec.Command(program, "-i", file).Run()
}

// What is only asked changes nothing.
func routes(ctx context.Context) ([]byte, error) {
	if err := exec.Command("mount").Run(); err != nil { // want unsafe "kills the process"
		return nil, err
	}
	return exec.Command("ip", "route", "show").Output() // want unsafe "kills the process"
}

// A state that is locked for the change stays locked.
func upgrade(ctx context.Context, args []string) error {
	if err := exec.Command("helm", "version").Run(); err != nil { // want unsafe "kills the process"
		return err
	}
	return exec.Command("helm", args...).Run()
}

func render(ctx context.Context, name string, more []string) ([]byte, error) {
	args := []string{"template", name}
	args = append(args, more...)
	return exec.Command("helm", args...).Output() // want unsafe "kills the process"
}
