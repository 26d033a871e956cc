package server

import (
	"context"
	"net/http"
	"os/exec"
	"time"
)

type server struct{ srv *http.Server }

func (s *server) restart(ctx context.Context) error {
	if err := exec.CommandContext(context.WithoutCancel(ctx), "server").Start(); err != nil {
		return err
	}
	time.Sleep(10 * time.Second) // want none "would skip s.srv.Shutdown"
	return s.srv.Shutdown(ctx)
}
