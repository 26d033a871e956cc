package server

import (
	"context"
	"fmt"
	"net"
)

type server struct{ serve func(net.Listener) error }

func (s *server) run(ctx context.Context, port int) error {
	ctx, cancel := context.WithCancelCause(ctx) // want unsafe "cancel is not called when line 19 or line 22 returns"
	go func() {
		<-ctx.Done()
		fmt.Println("ended:", context.Cause(ctx))
	}()
	listener, err := net.Listen("tcp", fmt.Sprintf(":%d", port))
	if err != nil {
		return fmt.Errorf("listen %d: %w", port, err)
	}
	if port == 0 {
		return fmt.Errorf("no port for %v", listener.Addr())
	}
	go func() { cancel(s.serve(listener)) }()
	<-ctx.Done()
	return context.Cause(ctx)
}
