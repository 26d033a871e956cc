package fetch

import (
	"context"
	"net"
	"net/http"
	"os"
	"time"
)

type server struct {
	http  http.Server
	leads func(context.Context)
	stop  chan os.Signal
	ready chan struct{}
}

func (s *server) Serve(ctx context.Context, l net.Listener) error {
	serveCtx, _ := context.WithCancel(ctx) // want unsafe "used by a goroutine that is not waited for"
	go func() {
		<-serveCtx.Done()
		s.http.Close()
	}()
	return s.http.Serve(l)
}

func (s *server) lead(ctx context.Context) {
	leadCtx, _ := context.WithCancel(ctx) // want unsafe "used by a goroutine that is not waited for"
	go s.leads(leadCtx)
	s.renew(leadCtx)
}

func (s *server) renew(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-s.stop:
			return
		}
	}
}

// What it is named for goes on when it has returned.
func (s *server) Start(ctx context.Context) error {
	leadCtx, _ := context.WithCancel(ctx) // want none "used by a goroutine that is not waited for"
	go s.leads(leadCtx)
	<-s.stop
	return nil
}

func (s *server) startAndStop(ctx context.Context) {
	leadCtx, _ := context.WithCancel(ctx) // want unsafe "used by a goroutine that is not waited for"
	go s.leads(leadCtx)
	for {
		select {
		case <-ctx.Done():
			return
		case <-s.stop:
			return
		}
	}
}

// It only waits until all is ready.
func (s *server) launched(ctx context.Context) error {
	leadCtx, _ := context.WithCancel(ctx) // want none "used by a goroutine that is not waited for"
	go s.leads(leadCtx)
	select {
	case <-s.ready:
		return nil
	case <-time.After(time.Second):
		return os.ErrDeadlineExceeded
	}
}

// What is waited for is over where it fails, and not waited for otherwise.
func (s *server) apply(ctx context.Context) error {
	leadCtx, _ := context.WithCancel(ctx) // want none "used by a goroutine that is not waited for"
	go s.leads(leadCtx)
	if s.stop != nil {
		<-s.stop
		return os.ErrClosed
	}
	return nil
}
