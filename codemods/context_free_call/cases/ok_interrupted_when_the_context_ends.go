package dashboard

import (
	"context"
	"os"
	"os/exec"
	"sync"
)

func start(ctx context.Context, group *sync.WaitGroup) error {
	cmd := exec.Command("grafana", "server")
	if err := cmd.Start(); err != nil {
		return err
	}
	group.Add(1)
	go func() {
		defer group.Done()
		<-ctx.Done()
		cmd.Process.Signal(os.Interrupt)
	}()
	return cmd.Wait()
}
