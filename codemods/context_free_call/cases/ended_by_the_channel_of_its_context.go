package transport

import (
	"context"
	"net"
	"time"
)

// The dial is given up when ctx ends.
func dial(ctx context.Context, network, address string) (net.Conn, error) {
	return (&net.Dialer{Cancel: ctx.Done()}).Dial(network, address)
}

func dialWith(ctx context.Context, network, address string) (net.Conn, error) {
	d := &net.Dialer{Timeout: time.Second, Cancel: ctx.Done()}
	conn, err := d.Dial(network, address)
	if err != nil {
		return nil, err
	}
	return conn, ctx.Err()
}

func dialWithin(ctx context.Context, network, address string) (net.Conn, error) {
	d := &net.Dialer{Timeout: time.Second}
	conn, err := d.Dial(network, address) // want unsafe "d.Dial works without"
	if err != nil {
		return nil, err
	}
	return conn, ctx.Err()
}
