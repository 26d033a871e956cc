package hooks

import (
	"context"
	"log"
	"os"
	"os/exec"
	"time"
)

// run interrupts the command first, and kills it only after a while.
func run(ctx context.Context, cmd *exec.Cmd) error {
	if err := cmd.Start(); err != nil {
		return err
	}
	stop := context.AfterFunc(ctx, func() {
		if err := cmd.Process.Signal(os.Interrupt); err != nil {
			log.Print(err)
		}
		time.AfterFunc(time.Second, func() { cmd.Process.Kill() })
	})
	defer stop()
	return cmd.Wait()
}

func build(ctx context.Context, dir string) error {
	cmd := exec.CommandContext(context.Background(), "make", "-C", dir)
	cmd.Stdout = os.Stdout
	return run(ctx, cmd)
}
