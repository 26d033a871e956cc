package smb

import (
	"context"
	"fmt"
	"sync"
)

type session interface {
	Mount(ctx context.Context, name string) (share, error)
	Logoff() error
}

type share interface {
	Umount() error
	WithContext(ctx context.Context) share
}

type dialer interface {
	Dial(ctx context.Context, addr string) (session, error)
}

type conn struct {
	session session
	share   share
}

type pool struct {
	addr   string
	dialer dialer
	mu     sync.Mutex
	idle   []*conn
}

func (p *pool) dial(ctx context.Context) (*conn, error) {
	s, err := p.dialer.Dial(ctx, p.addr)
	if err != nil {
		return nil, err
	}
	return &conn{session: s}, nil
}

func (p *pool) newConnection(ctx context.Context, name string) (c *conn, err error) {
	base := context.Background()
	c, err = p.dial(base)
	if err != nil {
		return nil, fmt.Errorf("dial: %w", err)
	}
	mounted, err := c.session.Mount(ctx, name)
	if err != nil {
		_ = c.session.Logoff()
		return nil, fmt.Errorf("mount: %w", err)
	}
	c.share = mounted.WithContext(base)
	return c, nil
}

func (p *pool) get(ctx context.Context, name string) (*conn, error) {
	p.mu.Lock()
	if n := len(p.idle); n > 0 {
		c := p.idle[n-1]
		p.idle = p.idle[:n-1]
		p.mu.Unlock()
		return c, nil
	}
	p.mu.Unlock()
	return p.newConnection(ctx, name)
}

func (p *pool) put(c *conn) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.idle = append(p.idle, c)
}
