package probe

import (
	"context"
	"net"
)

func listen(ctx context.Context, addr string) (net.Listener, error) {
	if _, err := net.ListenPacket("udp", addr); err != nil { // want unsafe "looks its address up.*ListenConfig\\).ListenPacket takes it"
		return nil, err
	}
	return net.Listen("tcp", addr) // want unsafe "ListenConfig\\).Listen takes it"
}

func listenAt(ctx context.Context, host string) (net.Listener, error) {
	if host == "" {
		return net.Listen("tcp", "db.example.com:80") // want unsafe "looks its address up"
	}
	return net.Listen("tcp", net.JoinHostPort(host, "80")) // want unsafe "looks its address up"
}
