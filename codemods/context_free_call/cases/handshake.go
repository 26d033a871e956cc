package probe

import (
	"context"
	"crypto/tls"
	"net"
)

func secure(ctx context.Context, raw net.Conn) (*tls.Conn, error) {
	conn := tls.Client(raw, nil)
	if err := conn.Handshake(); err != nil { // want unsafe "HandshakeContext takes it"
		return nil, err
	}
	return conn, nil
}

// The end of the context closes what the handshake goes over.
func secureAtMost(ctx context.Context, raw net.Conn) (*tls.Conn, error) {
	stop := context.AfterFunc(ctx, func() { raw.Close() })
	defer stop()
	conn := tls.Client(raw, nil)
	if err := conn.Handshake(); err != nil {
		return nil, err
	}
	return conn, nil
}

func secureWatched(ctx context.Context, raw net.Conn) (*tls.Conn, error) {
	done := make(chan struct{})
	defer close(done)
	go func() {
		select {
		case <-ctx.Done():
			raw.Close()
		case <-done:
		}
	}()
	conn := tls.Client(raw, nil)
	if err := conn.Handshake(); err != nil {
		return nil, err
	}
	return conn, nil
}
