package daemon

import (
	"context"
	"net"
	"sync"
)

// The context is for the socket, which is there at once; Close ends what listens.
type Daemon struct {
	ctx      context.Context
	addr     string
	mu       sync.Mutex
	listener net.Listener
}

func New(ctx context.Context, addr string) *Daemon {
	return &Daemon{ctx: ctx, addr: addr}
}

func (d *Daemon) ListenAndServe() error {
	var cfg net.ListenConfig
	listener, err := cfg.Listen(d.ctx, "tcp", d.addr)
	if err != nil {
		return err
	}
	d.mu.Lock()
	d.listener = listener
	d.mu.Unlock()
	for {
		conn, err := listener.Accept()
		if err != nil {
			return err
		}
		go conn.Close()
	}
}

func (d *Daemon) Close() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.listener.Close()
}
