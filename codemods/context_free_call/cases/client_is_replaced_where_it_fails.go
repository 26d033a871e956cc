package tunnel

import (
	"context"
	"errors"
	"fmt"
	"net"
	"sync"
	"time"
)

type client struct {
	id  int
	via net.Dialer
}

func (c *client) Dial(network, addr string) (net.Conn, error) {
	return c.DialContext(context.Background(), network, addr)
}

func (c *client) DialContext(ctx context.Context, network, addr string) (net.Conn, error) {
	return c.via.DialContext(ctx, network, addr)
}

type proxy struct {
	mu     sync.RWMutex
	client *client
}

func (p *proxy) connect() (*client, error) {
	time.Sleep(time.Second)
	if p.client == nil {
		return nil, errors.New("no client")
	}
	return &client{id: p.client.id + 1}, nil
}

func (p *proxy) dial(ctx context.Context, network, addr string) (net.Conn, error) {
	p.mu.RLock()
	c := p.client
	p.mu.RUnlock()
	if c != nil {
		conn, err := c.Dial(network, addr)
		if err == nil {
			return conn, nil
		}
	}
	c, err := p.connect()
	if err != nil {
		return nil, fmt.Errorf("connect: %w", err)
	}
	p.mu.Lock()
	p.client = c
	p.mu.Unlock()
	return c.Dial(network, addr) // want unsafe "c.Dial works"
}

func (p *proxy) dialAgain(ctx context.Context, network, addr string) (net.Conn, error) {
	c := p.client
	conn, err := c.Dial(network, addr) // want unsafe "c.Dial works"
	if err == nil || ctx.Err() != nil {
		return conn, err
	}
	if p.client, err = p.connect(); err != nil {
		return nil, err
	}
	return nil, errors.New("once more")
}
