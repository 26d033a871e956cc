package pair

import (
	"context"
	"fmt"
	"net"
)

// pair makes two ends of one connection: the listener is there when it is dialled.
func pair(ctx context.Context) (net.Conn, net.Conn, error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "unix", "")
	if err != nil {
		return nil, nil, err
	}
	defer listener.Close()
	one, err := net.Dial("unix", listener.Addr().String())
	if err != nil {
		return nil, nil, fmt.Errorf("dial: %w", err)
	}
	other, err := listener.Accept()
	if err != nil {
		return nil, nil, fmt.Errorf("accept: %w", err)
	}
	return one, other, nil
}

func reach(ctx context.Context, listener net.Listener, peer string) error {
	conn, err := net.Dial("tcp", peer) // want unsafe "DialContext takes it"
	if err != nil {
		return fmt.Errorf("%s cannot reach %s: %w", listener.Addr(), peer, err)
	}
	return conn.Close()
}
