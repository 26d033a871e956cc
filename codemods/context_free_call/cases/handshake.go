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
