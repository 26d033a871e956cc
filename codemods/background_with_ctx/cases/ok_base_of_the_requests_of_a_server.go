package serve

import (
	"context"
	"net"
	"net/http"
	"time"
)

func ping(ctx context.Context) error { return ctx.Err() }

// The requests that are under way go on while the server shuts down.
func serve(ctx context.Context, addr string) error {
	if err := ping(ctx); err != nil {
		return err
	}
	base, stop := context.WithCancel(context.Background())
	defer stop()
	srv := &http.Server{
		Addr:        addr,
		BaseContext: func(net.Listener) context.Context { return base },
	}
	go func() {
		<-ctx.Done()
		late, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
		defer cancel()
		_ = srv.Shutdown(late)
	}()
	return srv.ListenAndServe()
}
