package daemon

import (
	"context"
	"net"
)

// Each caller may give up while the connection is made.
type Daemon struct {
	ctx  context.Context // want none "Send is exported, so that others may call it"
	addr string
}

func New(ctx context.Context, addr string) *Daemon {
	return &Daemon{ctx: ctx, addr: addr}
}

func (d *Daemon) Send(line string) error {
	var dialer net.Dialer
	conn, err := dialer.DialContext(d.ctx, "tcp", d.addr)
	if err != nil {
		return err
	}
	defer conn.Close()
	_, err = conn.Write([]byte(line))
	return err
}
