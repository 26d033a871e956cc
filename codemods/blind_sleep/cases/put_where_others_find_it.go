package pool

import (
	"context"
	"io"
	"net"
	"os"
	"sync"
	"time"
)

type pool struct {
	conn   net.Conn
	conns  map[string]net.Conn
	idle   []net.Conn
	shared sync.Map
}

type probe func(context.Context) error

func (p *pool) field(ctx context.Context, addr string, ready probe) error {
	var d net.Dialer
	c, err := d.DialContext(ctx, "tcp", addr)
	if err != nil {
		return err
	}
	for ready(ctx) != nil {
		time.Sleep(time.Second) // want none "would leave c of line 23 open"
	}
	p.conn = c
	return nil
}

func (p *pool) entry(ctx context.Context, addr string, ready probe) error {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	for ready(ctx) != nil {
		time.Sleep(time.Second) // want none "would leave c of line 35 open"
	}
	p.conns[addr] = c
	return nil
}

func (p *pool) appended(ctx context.Context, addr string, ready probe) error {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	for ready(ctx) != nil {
		time.Sleep(time.Second) // want none "would leave c of line 47 open"
	}
	p.idle = append(p.idle, c)
	return nil
}

func (p *pool) stored(ctx context.Context, addr string, ready probe) error {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	for ready(ctx) != nil {
		time.Sleep(time.Second) // want none "would leave c of line 59 open"
	}
	p.shared.Store(addr, c)
	return nil
}

func (p *pool) served(ctx context.Context, addr string, ready probe) error {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	for ready(ctx) != nil {
		time.Sleep(time.Second) // want none "would leave c of line 71 open"
	}
	go io.Copy(os.Stdout, c)
	return nil
}

// Others have it already.
func (p *pool) known(ctx context.Context, addr string, ready probe) error {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	p.conns[addr] = c
	for ready(ctx) != nil {
		time.Sleep(time.Second) // want unsafe "each round still waits"
	}
	p.conn = c
	return nil
}

type conn struct{ net.Conn }

func wrapped(ctx context.Context, addr string, ready probe) (*conn, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	w := &conn{c}
	for ready(ctx) != nil {
		time.Sleep(time.Second) // want none "would leave c of line 99 open"
	}
	return w, nil
}

func wrapping(ctx context.Context, addr string, ready probe) (*conn, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	for ready(ctx) != nil {
		time.Sleep(time.Second) // want none "would leave c of line 111 open"
	}
	return &conn{Conn: c}, nil
}

func newConn(c net.Conn) *conn { return &conn{c} }

func made(ctx context.Context, addr string, ready probe) (*conn, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	for ready(ctx) != nil {
		time.Sleep(time.Second) // want none "would leave c of line 124 open"
	}
	return newConn(c), nil
}

// What is returned was read from it, and does not hold it.
func size(ctx context.Context, addr string, ready probe) (int, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return 0, err
	}
	defer c.Close()
	n, err := c.Read(make([]byte, 9))
	if err != nil {
		return 0, err
	}
	for ready(ctx) != nil {
		time.Sleep(time.Second) // want unsafe "each round still waits"
	}
	return n, nil
}
