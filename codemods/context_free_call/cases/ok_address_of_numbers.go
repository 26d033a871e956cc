package serve

import (
	"context"
	"net"
)

func serve(ctx context.Context, addr *net.TCPAddr) error {
	l, err := net.Listen(addr.Network(), addr.String())
	if err != nil {
		return err
	}
	return l.Close()
}
