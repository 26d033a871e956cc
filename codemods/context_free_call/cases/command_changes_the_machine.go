package setup

import (
	"context"
	"fmt"
	"os/exec"
)

func install(ctx context.Context, file string) error {
	cmd := exec.Command("sudo", "dpkg", "-i", file) // want none "changes the machine, which would be left half changed"
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%v: %s", err, out)
	}
	return exec.Command("/sbin/iptables", "-A", "INPUT").Run() // want none "changes the machine"
}

func installOf(ctx context.Context, format, file string) error {
	program := "dpkg"
	if format == "rpm" {
		program = "rpm"
	}
	return exec.Command(program, "-i", file).Run() // want none "changes the machine"
}

// What is only asked changes nothing.
func routes(ctx context.Context) ([]byte, error) {
	if err := exec.Command("mount").Run(); err != nil { // want unsafe "kills the process"
		return nil, err
	}
	return exec.Command("ip", "route", "show").Output() // want unsafe "kills the process"
}
