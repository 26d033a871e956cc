package run

import (
	"context"
	"os"
	"os/exec"
)

const control = "pg_ctl"

func run(ctx context.Context, args []string) error {
	fd := exec.Command("go", append([]string{"run", "."}, args...)...)
	fd.Stdout = os.Stdout
	return fd.Run()
}

func promote(ctx context.Context, dir string) error {
	return exec.Command(control, "promote", "-D", dir).Run()
}
